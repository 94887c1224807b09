package report

// kpi is a figure that there is: its code and its unit.
type kpi struct{ code, unit string }

// kpis are all figures, in the order in which they are read.
var kpis = []kpi{
	{"acknowledgement", Minutes}, {"first_response", Minutes}, {"resolution", Minutes}, {"immediate", Percent},
	{"compliance", Percent}, {"promises", Percent}, {"backlog", Number},
	{"reopened", Percent}, {"recurrence", Percent}, {"follow_up", Percent}, {"unreachable", Percent},
	{"off_channel", Percent}, {"queue_jumps", Percent}, {"both_versions", Percent},
	{"csat", Percent}, {"treatment", Percent}, {"response_rate", Percent}, {"nps", Points}, {"ces", Score}, {"expectation", Percent}, {"compared", Percent},
	{"outcome", Percent}, {"issues", Number}, {"cost", Money}, {"reward_effect", Points}, {"repurchase", Percent},
	{"recovery_gap", Score}, {"retention", Percent}, {"effectiveness", Percent}, {"staff_load", Score}, {"incidents", Number},
}
