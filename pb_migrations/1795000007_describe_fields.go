package pb_migrations

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Help under the fields of the administration page, in the language of the
// owner, and which fields stand for a record where another one points at it.
func init() {
	m.Register(func(app core.App) error { return describe(app, true) }, func(app core.App) error { return describe(app, false) })
}

func describe(app core.App, on bool) error {
	for _, list := range []map[string]map[string]string{helpOfCase, helpOfHouse} {
		for name, fields := range list {
			if err := helpFields(app, name, fields, on); err != nil {
				return err
			}
		}
	}
	for name, fields := range standIns {
		if err := presentFields(app, name, fields, on); err != nil {
			return err
		}
	}
	return nil
}

func helpFields(app core.App, name string, help map[string]string, on bool) error {
	return eachField(app, name, keys(help), func(f core.Field) error {
		text := help[f.GetName()]
		if !on {
			text = ""
		}
		place, _ := wordsOf(f)
		if place == nil {
			return fmt.Errorf("%s.%s has no place for help", name, f.GetName())
		}
		*place = text
		return nil
	})
}

func presentFields(app core.App, name string, fields []string, on bool) error {
	return eachField(app, name, fields, func(f core.Field) error {
		_, place := wordsOf(f)
		if place == nil {
			return fmt.Errorf("%s.%s cannot stand for its record", name, f.GetName())
		}
		*place = on
		return nil
	})
}

// eachField changes some fields of a collection and saves it.
func eachField(app core.App, name string, fields []string, change func(core.Field) error) error {
	c, err := app.FindCollectionByNameOrId(name)
	if err != nil {
		return fmt.Errorf("describe %s: %w", name, err)
	}
	for _, field := range fields {
		f := c.Fields.GetByName(field)
		if f == nil {
			return fmt.Errorf("describe %s: there is no field %s", name, field)
		}
		if err := change(f); err != nil {
			return fmt.Errorf("describe: %w", err)
		}
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("describe %s: %w", name, err)
	}
	return nil
}

// keys come in their order: what is made from them is the same every time.
func keys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

// wordsOf points at the help and at the presentable flag of a field; nil when
// its kind has none.
func wordsOf(f core.Field) (help *string, presentable *bool) {
	switch f := f.(type) {
	case *core.TextField:
		return &f.Help, &f.Presentable
	case *core.SelectField:
		return &f.Help, &f.Presentable
	case *core.RelationField:
		return &f.Help, &f.Presentable
	case *core.DateField:
		return &f.Help, &f.Presentable
	case *core.NumberField:
		return &f.Help, &f.Presentable
	case *core.BoolField:
		return &f.Help, &f.Presentable
	case *core.JSONField:
		return &f.Help, &f.Presentable
	case *core.EmailField:
		return &f.Help, &f.Presentable
	case *core.FileField:
		return &f.Help, &f.Presentable
	}
	return nil, nil
}

// standIns are the fields that are shown for a record elsewhere.
var standIns = map[string][]string{
	"attachments":     {"name"},
	"books":           {"name"},
	"causes":          {"name_es"},
	"channels":        {"name_es"},
	"complaints":      {"goal"},
	"events":          {"type"},
	"follow_ups":      {"attempt"},
	"holidays":        {"day", "name"},
	"messages":        {"purpose", "subject"},
	"options":         {"text"},
	"outbox":          {"target"},
	"products":        {"name"},
	"profiles_legal":  {"name_es"},
	"proposals":       {"status", "customer_text"},
	"reminders":       {"kind", "due"},
	"rules":           {"level"},
	"statements":      {"text"},
	"tasks":           {"title"},
	"templates":       {"code", "language"},
	"urgency_classes": {"name_es"},
}
