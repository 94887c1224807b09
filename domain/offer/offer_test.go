package offer_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/domain/offer"
)

var now = time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)

func by(role complaint.Role) complaint.Actor {
	return complaint.Actor{ID: string(role), Kind: "agent", Role: role}
}

func bowl() offer.Reward {
	return offer.Reward{Active: true, Kind: offer.Gift, Cost: 40, Currency: "PEN", Stock: 3, LimitAgent: 50, LimitLead: 150}
}

func asking(change ...func(*offer.Asking)) offer.Asking {
	a := offer.Asking{Reward: bowl(), Cost: 40, Justification: "Por la cena perdida", By: by(complaint.Agent),
		House: offer.House{Currency: "PEN"}, Now: now}
	for _, c := range change {
		c(&a)
	}
	return a
}

// TestWhoMayGiveHowMuch has both sides of every edge.
func TestWhoMayGiveHowMuch(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(*offer.Asking)
		want   offer.Status
	}{
		{"an agent within the limit", func(a *offer.Asking) {}, offer.Approved},
		{"at the limit", func(a *offer.Asking) { a.Cost = 50 }, offer.Approved},
		{"a cent above", func(a *offer.Asking) { a.Cost = 50.01 }, offer.Pending},
		{"in two parts on the same case", func(a *offer.Asking) { a.OnCase = 10.01 }, offer.Pending},
		{"tenths add up without a rest", func(a *offer.Asking) { a.OnCase, a.Cost = 49.9, 0.1 }, offer.Approved},
		{"a lead at theirs", func(a *offer.Asking) { a.By, a.Cost = by(complaint.Lead), 150 }, offer.Approved},
		{"a lead above theirs", func(a *offer.Asking) { a.By, a.Cost = by(complaint.Lead), 150.01 }, offer.Pending},
		{"a lead where only agents have a limit", func(a *offer.Asking) { a.By, a.Reward.LimitLead = by(complaint.Lead), 0 }, offer.Approved},
		{"a supervisor has none", func(a *offer.Asking) { a.By, a.Cost = by(complaint.Supervisor), 5000 }, offer.Approved},
		{"who only reads gives nothing", func(a *offer.Asking) { a.By = by(complaint.Auditor) }, offer.Pending},
		{"without limits an agent asks", func(a *offer.Asking) { a.Reward.LimitAgent, a.Reward.LimitLead = 0, 0 }, offer.Pending},
		{"nothing costs nothing", func(a *offer.Asking) { a.Reward.LimitAgent, a.Cost = 0, 0 }, offer.Approved},
		{"the last one", func(a *offer.Asking) { a.Reward.Stock = 1 }, offer.Approved},
		{"the last day", func(a *offer.Asking) { a.Reward.ValidUntil = now }, offer.Approved},
		{"within the budget", func(a *offer.Asking) { a.House.Budget, a.ThisMonth = 100, 60 }, offer.Approved},
		{"a cent beyond the budget", func(a *offer.Asking) { a.House.Budget, a.ThisMonth = 100, 60.01 }, offer.Pending},
		{"a supervisor beyond the budget", func(a *offer.Asking) { a.House.Budget, a.ThisMonth, a.By = 100, 99, by(complaint.Supervisor) }, offer.Approved},
		{"another currency is not summed", func(a *offer.Asking) { a.House.Budget, a.Reward.Currency = 1e6, "USD" }, offer.Pending},
		{"another currency without budget", func(a *offer.Asking) { a.Reward.Currency = "USD" }, offer.Approved},
	}
	for _, row := range rows {
		if got, refusals := offer.Give(asking(row.change)); got != row.want || refusals != nil {
			t.Errorf("%s: %q %v, want %q", row.name, got, refusals, row.want)
		}
	}
}

func TestWhatIsNotGiven(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(*offer.Asking)
		want   []offer.Refusal
	}{
		{"out of use", func(a *offer.Asking) { a.Reward.Active = false }, []offer.Refusal{{"reward", "reward_inactive"}}},
		{"past its day", func(a *offer.Asking) { a.Reward.ValidUntil = now.Add(-time.Second) }, []offer.Refusal{{"reward", "reward_expired"}}},
		{"none left", func(a *offer.Asking) { a.Reward.Stock = 0 }, []offer.Refusal{{"reward", "reward_out_of_stock"}}},
		{"a debt", func(a *offer.Asking) { a.Cost = -1 }, []offer.Refusal{{"cost", "amount_invalid"}}},
		{"no number", func(a *offer.Asking) { a.Cost = math.NaN() }, []offer.Refusal{{"cost", "amount_invalid"}}},
		{"no end", func(a *offer.Asking) { a.Cost = math.Inf(1) }, []offer.Refusal{{"cost", "amount_invalid"}}},
		{"without saying why", func(a *offer.Asking) { a.Justification = "  " }, []offer.Refusal{{"justification", "grant_justification_required"}}},
		{"an offer to sell where the law forbids it", func(a *offer.Asking) { a.House.CommercialBan, a.Reward.Kind = true, offer.Discount }, []offer.Refusal{{"reward", "reward_sales_offer"}}},
		{"everything at once", func(a *offer.Asking) { a.Reward, a.Justification = offer.Reward{}, "" },
			[]offer.Refusal{{"reward", "reward_inactive"}, {"reward", "reward_out_of_stock"}, {"justification", "grant_justification_required"}}},
	}
	for _, row := range rows {
		if status, got := offer.Give(asking(row.change)); status != "" || !slices.Equal(got, row.want) {
			t.Errorf("%s: %q %v, want %v", row.name, status, got, row.want)
		}
	}
	for name, change := range map[string]func(*offer.Asking){
		"no stock is counted":   func(a *offer.Asking) { a.Reward.Unlimited, a.Reward.Stock = true, 0 },
		"a gift under a ban":    func(a *offer.Asking) { a.House.CommercialBan = true },
		"a discount without it": func(a *offer.Asking) { a.Reward.Kind = offer.Discount },
	} {
		if status, refusals := offer.Give(asking(change)); status != offer.Approved {
			t.Errorf("%s: %q %v", name, status, refusals)
		}
	}
}

func TestAnswer(t *testing.T) {
	t.Parallel()
	type answering = offer.Answering
	rows := []struct {
		name string
		in   answering
		self bool
		want string
	}{
		{"somebody above agrees", answering{From: offer.Pending, To: offer.Approved, By: by(complaint.Supervisor)}, false, ""},
		{"a lead within their limit", answering{From: offer.Pending, To: offer.Approved, By: by(complaint.Lead), OnCase: 150}, false, ""},
		{"a lead beyond it", answering{From: offer.Pending, To: offer.Approved, By: by(complaint.Lead), OnCase: 151}, false, "grant_above"},
		{"another agent", answering{From: offer.Pending, To: offer.Approved, By: by(complaint.Agent), OnCase: 51}, false, "grant_above"},
		{"a lead above the budget", answering{From: offer.Pending, To: offer.Approved, By: by(complaint.Lead), OnCase: 40, OverBudget: true}, false, "grant_above"},
		{"somebody above, above the budget", answering{From: offer.Pending, To: offer.Approved, By: by(complaint.Supervisor), OverBudget: true}, false, ""},
		{"one's own", answering{From: offer.Pending, To: offer.Approved, By: by(complaint.Supervisor), Giver: "supervisor"}, false, "grant_second_person"},
		{"one's own where there is one person", answering{From: offer.Pending, To: offer.Approved, By: by(complaint.Admin), Giver: "admin", House: offer.House{SingleOwner: true}}, true, ""},
		{"no, with a reason", answering{From: offer.Pending, To: offer.Refused, By: by(complaint.Supervisor), Reason: "Ya recibió uno"}, false, ""},
		{"no, without", answering{From: offer.Pending, To: offer.Refused, By: by(complaint.Supervisor), Reason: " "}, false, "grant_reason_required"},
		{"taken back by who asked", answering{From: offer.Pending, To: offer.Refused, By: by(complaint.Agent), Giver: "agent", OnCase: 900, Reason: "Me equivoqué"}, false, ""},
		{"taken back by another", answering{From: offer.Approved, To: offer.Refused, By: by(complaint.Agent), OnCase: 900, Reason: "No"}, false, "grant_above"},
		{"delivered", answering{From: offer.Approved, To: offer.Delivered, By: by(complaint.Agent)}, false, ""},
		{"delivered before anybody agreed", answering{From: offer.Pending, To: offer.Delivered, By: by(complaint.Admin)}, false, "grant_order"},
		{"used", answering{From: offer.Delivered, To: offer.Redeemed, Reward: offer.Reward{Kind: offer.Credit}, By: by(complaint.Agent)}, false, ""},
		{"used twice", answering{From: offer.Redeemed, To: offer.Redeemed, Reward: offer.Reward{Kind: offer.Credit}, By: by(complaint.Admin)}, false, "grant_order"},
		{"used before it was handed over", answering{From: offer.Approved, To: offer.Redeemed, Reward: offer.Reward{Kind: offer.Credit}, By: by(complaint.Admin)}, false, "grant_order"},
		{"a gift is not redeemed", answering{From: offer.Delivered, To: offer.Redeemed, Reward: offer.Reward{Kind: offer.Gift}, By: by(complaint.Admin)}, false, "grant_order"},
		{"delivered twice", answering{From: offer.Delivered, To: offer.Delivered, By: by(complaint.Admin)}, false, "grant_order"},
		{"revived", answering{From: offer.Refused, To: offer.Approved, By: by(complaint.Admin)}, false, "grant_order"},
	}
	for _, row := range rows {
		kind := row.in.Reward.Kind
		row.in.Reward = bowl()
		if kind != "" {
			row.in.Reward.Kind = kind
		}
		self, refusal := offer.Answer(row.in)
		got := ""
		if refusal != nil {
			got = refusal.Code
		}
		if self != row.self || got != row.want {
			t.Errorf("%s: self %v, %q; want %v, %q", row.name, self, got, row.self, row.want)
		}
	}
}

func TestRoom(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name    string
		role    complaint.Role
		onCase  float64
		room    float64
		limited bool
	}{
		{"an agent", complaint.Agent, 0, 50, true}, {"after a gesture", complaint.Agent, 40.1, 9.9, true}, {"used up", complaint.Agent, 80, 0, true},
		{"a lead", complaint.Lead, 40, 110, true}, {"a supervisor", complaint.Supervisor, 4000, 0, false},
	}
	for _, row := range rows {
		if room, limited := offer.Room(by(row.role), bowl(), row.onCase); room != row.room || limited != row.limited {
			t.Errorf("%s: %v %v, want %v %v", row.name, room, limited, row.room, row.limited)
		}
	}
}

func TestMay(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		in   offer.Answering
		want []offer.Status
	}{
		{"somebody above", offer.Answering{From: offer.Pending, By: by(complaint.Supervisor)}, []offer.Status{offer.Approved, offer.Refused}},
		{"who asked", offer.Answering{From: offer.Pending, By: by(complaint.Agent), Giver: "agent", OnCase: 90}, []offer.Status{offer.Refused}},
		{"another agent", offer.Answering{From: offer.Pending, By: by(complaint.Agent), OnCase: 90}, []offer.Status{}},
		{"at the counter", offer.Answering{From: offer.Approved, By: by(complaint.Agent), OnCase: 90}, []offer.Status{offer.Delivered}},
		{"an auditor", offer.Answering{From: offer.Approved, By: by(complaint.Auditor)}, []offer.Status{}},
		{"done", offer.Answering{From: offer.Delivered, By: by(complaint.Admin)}, []offer.Status{}},
	}
	for _, row := range rows {
		row.in.Reward = bowl()
		if got := offer.May(row.in); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
}

func TestSound(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(*offer.Reward)
		ban    bool
		want   string
	}{
		{"as it should be", func(*offer.Reward) {}, true, ""},
		{"a cost below nothing", func(r *offer.Reward) { r.Cost = -0.01 }, false, "cost"},
		{"an agent's limit below nothing", func(r *offer.Reward) { r.LimitAgent = -1 }, false, "limit_agent"},
		{"a lead's limit beyond reason", func(r *offer.Reward) { r.LimitLead = 1e13 }, false, "limit_lead"},
		{"an agent above a lead", func(r *offer.Reward) { r.LimitAgent = 151 }, false, "limit_lead"},
		{"no limit for leads of their own", func(r *offer.Reward) { r.LimitLead = 0 }, false, ""},
		{"a discount under a ban", func(r *offer.Reward) { r.Kind = offer.Discount }, true, "kind"},
		{"a discount", func(r *offer.Reward) { r.Kind = offer.Discount }, false, ""},
	}
	for _, row := range rows {
		r := bowl()
		row.change(&r)
		got := ""
		if refusal := offer.Sound(r, row.ban); refusal != nil {
			got = refusal.Field
		}
		if got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

// TestHowALineStands has both sides of the days before the end.
func TestHowALineStands(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(*offer.Reward)
		ban    bool
		want   string
	}{
		{"nothing amiss", func(*offer.Reward) {}, false, ""},
		{"not in use says only that", func(r *offer.Reward) { r.Active, r.Stock = false, 0 }, false, "reward_inactive"},
		{"none left", func(r *offer.Reward) { r.Stock = 0 }, false, "reward_out_of_stock"},
		{"not counted", func(r *offer.Reward) { r.Stock, r.Unlimited = 0, true }, false, ""},
		{"past its day", func(r *offer.Reward) { r.ValidUntil = now.Add(-time.Second) }, false, "reward_expired"},
		{"on its day", func(r *offer.Reward) { r.ValidUntil = now }, false, "reward_ending"},
		{"less than thirty days", func(r *offer.Reward) { r.ValidUntil = now.AddDate(0, 0, 30).Add(-time.Second) }, false, "reward_ending"},
		{"thirty days", func(r *offer.Reward) { r.ValidUntil = now.AddDate(0, 0, 30) }, false, ""},
		{"an offer to sell where none may be", func(r *offer.Reward) { r.Kind = offer.Discount }, true, "reward_sales_offer"},
		{"an offer to sell elsewhere", func(r *offer.Reward) { r.Kind = offer.Discount }, false, ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			reward := bowl()
			row.change(&reward)
			if got := offer.Stands(reward, row.ban, now); got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}
