INSERT INTO measures (received_day, complaint, ack_wall, first_wall, first_work, immediate, jumped, jump_reason, open, confidential, imported,
  reopened, recurred, unreachable, both_versions, in_time, area, agent, cause, cause_top, product, channel, kind, profile, lane, severity, customer,
  resolved_day, closed_day, due_day, proposed_day, survey_day, answered_day, resolve_wall, resolve_work, resolve_net, close_wall, close_work,
  outcome, closing_kind, resolution_kind, solution, treatment, expectation, recommend, effort, compared, version)
VALUES ({:received_day}, {:complaint}, {:ack_wall}, {:first_wall}, {:first_work}, {:immediate}, {:jumped}, {:jump_reason}, {:open}, {:confidential}, {:imported},
  {:reopened}, {:recurred}, {:unreachable}, {:both_versions}, {:in_time}, {:area}, {:agent}, {:cause}, {:cause_top}, {:product}, {:channel}, {:kind}, {:profile}, {:lane}, {:severity}, {:customer},
  {:resolved_day}, {:closed_day}, {:due_day}, {:proposed_day}, {:survey_day}, {:answered_day}, {:resolve_wall}, {:resolve_work}, {:resolve_net}, {:close_wall}, {:close_work},
  {:outcome}, {:closing_kind}, {:resolution_kind}, {:solution}, {:treatment}, {:expectation}, {:recommend}, {:effort}, {:compared}, {:version})
