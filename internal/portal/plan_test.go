package portal

import "testing"

func TestPlanSaysWhatWasDone(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		tasks []Task
		want  bool
	}{
		{"to do", []Task{{Title: "Entregar", Done: true}, {Title: "Recoger"}}, false},
		{"done", []Task{{Title: "Entregar", Done: true}}, true},
	} {
		if got := (trackData{CaseView: CaseView{Tasks: row.tasks}}).AllDone(); got != row.want {
			t.Errorf("%s: %t", row.name, got)
		}
	}
}
