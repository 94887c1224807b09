package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// bindText: in every collection, before anything looks at it.
func bindText(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.All()...), "text.create", g.Readable)
	on(app.OnRecordUpdate(records.All()...), "text.update", g.Readable)
	on(app.OnRecordCreate(records.All()...), "merged.create", g.FollowMerged)
	on(app.OnRecordUpdate(records.All()...), "merged.update", g.FollowMerged)
}

// bindActors: only a request knows who asks. It is noted on the record and
// nothing else is decided here, because these hooks do not run for Go code.
func bindActors(app core.App) {
	names := records.All()
	on(app.OnRecordCreateRequest(names...), "actor.create", noteActor)
	on(app.OnRecordUpdateRequest(names...), "actor.update", noteActor)
	on(app.OnRecordDeleteRequest(names...), "actor.delete", noteActor)
}

func noteActor(e *core.RecordRequestEvent) error {
	casework.SetActor(e.Record, casework.AuthActor(e.Auth))
	return e.Next()
}
