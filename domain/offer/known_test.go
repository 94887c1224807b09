package offer_test

import (
	"strings"
	"testing"

	"escucha/domain/offer"
)

func TestRank(t *testing.T) {
	t.Parallel()
	all := []offer.Known{
		{ID: "any", Title: "Recoger y revisar"}, {ID: "cause", Title: "Nuevo reparto", Cause: "delivery"}, {ID: "near", Title: "Otro transportista", Cause: "carrier"},
		{ID: "product", Title: "Piezas sueltas", Product: "vajilla"}, {ID: "both", Title: "Juego nuevo", Cause: "delivery", Product: "vajilla"},
		{ID: "other cause", Title: "Factura nueva", Cause: "billing"}, {ID: "other product", Title: "Patas nuevas", Product: "mesa"},
		{ID: "other both", Title: "Tela nueva", Cause: "delivery", Product: "sofa"}, {ID: "words", Title: "Copas sueltas", ProductText: "Vajilla Nogal"},
	}
	rows := []struct {
		name string
		s    offer.Situation
		want string
	}{
		{"cause and product", offer.Situation{Causes: []string{"delivery"}, Product: "vajilla", Products: []string{"Vajilla"}}, "both cause words product any"},
		{"a cause below", offer.Situation{Causes: []string{"carrier", "delivery"}, Product: "vajilla"}, "both near cause product any"},
		{"cause alone", offer.Situation{Causes: []string{"delivery"}}, "cause any"},
		{"the product in words", offer.Situation{Causes: []string{"billing"}, Products: []string{"", "una VAJILLA nogal de 12"}}, "other cause words any"},
		{"of another product", offer.Situation{Causes: []string{"billing"}, Product: "lampara", Products: []string{"Lámpara"}}, "other cause any"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := []string{}
			for _, one := range offer.Rank(all, row.s) {
				got = append(got, one.ID)
			}
			if strings.Join(got, " ") != row.want {
				t.Errorf("%v, want %s", got, row.want)
			}
		})
	}
}

// TestRankWhenTheCauseIsUnknown: nothing is left out for a cause that nobody
// found yet, and what is bound to one comes no earlier for it.
func TestRankWhenTheCauseIsUnknown(t *testing.T) {
	t.Parallel()
	got := offer.Rank([]offer.Known{{ID: "cause", Title: "A", Cause: "delivery"}, {ID: "both", Title: "B", Cause: "delivery", Product: "vajilla"}, {ID: "any", Title: "C"}},
		offer.Situation{Product: "vajilla"})
	if len(got) != 3 || got[0].ID != "both" || got[0].Why != offer.ByProduct || got[1].Why != offer.General {
		t.Errorf("%+v", got)
	}
}

// TestRankByUse: what customers took comes first, then what was offered more.
func TestRankByUse(t *testing.T) {
	t.Parallel()
	got := offer.Rank([]offer.Known{{ID: "d", Title: "Z"}, {ID: "c", Title: "A"}, {ID: "b", Used: 9}, {ID: "a", Used: 3, Chosen: 1}}, offer.Situation{})
	for i, want := range []string{"a", "b", "c", "d"} {
		if got[i].ID != want {
			t.Errorf("place %d: %s, want %s", i+1, got[i].ID, want)
		}
	}
}

func TestSoundKnown(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(*offer.Known)
		ban    bool
		want   offer.Refusal
	}{
		{"fine", func(*offer.Known) {}, true, offer.Refusal{}},
		{"no title", func(k *offer.Known) { k.Title = " " }, false, offer.Refusal{Field: "title", Code: "validation_required"}},
		{"no text", func(k *offer.Known) { k.Text = "" }, false, offer.Refusal{Field: "text", Code: "validation_required"}},
		{"a debt", func(k *offer.Known) { k.Cost = -1 }, false, offer.Refusal{Field: "cost", Code: "amount_invalid"}},
		{"an offer to sell in Spain", func(k *offer.Known) { k.Text = "10 % de descuento" }, true, offer.Refusal{Field: "text", Code: "sales_offer"}},
		{"the same elsewhere", func(k *offer.Known) { k.Text = "10 % de descuento" }, false, offer.Refusal{}},
	}
	for _, row := range rows {
		k := offer.Known{Title: "Juego nuevo", Text: "Le llevamos un juego nuevo.", Cost: 120}
		row.change(&k)
		var got offer.Refusal
		if r := offer.SoundKnown(k, row.ban); r != nil {
			got = *r
		}
		if got != row.want {
			t.Errorf("%s: %+v, want %+v", row.name, got, row.want)
		}
	}
}

func TestSale(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, text string
		kind       offer.Kind
		ban, want  bool
	}{
		{"a gift", "Un cuenco del taller, envuelto", offer.Gift, true, false},
		{"a discount by its kind", "Lo que sea", offer.Discount, true, true},
		{"a discount where it may be", "Lo que sea", offer.Discount, false, false},
		{"hidden in the words of a credit", "Válido en su PRÓXIMA   compra", offer.Credit, true, true},
		{"in English", "A coupon for you", "", true, true},
		{"money that comes back", "Le devolvemos el descuento que no se aplicó y la diferencia", offer.Refund, true, false},
		{"what was advertised", "La oferta publicada decía otra cosa; lo sentimos", "", true, false},
	}
	for _, row := range rows {
		if got := offer.Sale(row.ban, row.kind, row.text); got != row.want {
			t.Errorf("%s: %v", row.name, got)
		}
	}
	if got := offer.Sound(offer.Reward{Kind: offer.Credit, Text: "Cupón de regalo"}, true); got == nil || *got != (offer.Refusal{Field: "kind", Code: "reward_sales_offer"}) {
		t.Errorf("a reward that is one by its words: %v", got)
	}
}
