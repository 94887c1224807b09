package hooks

import (
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/internal/casework"
	"escucha/internal/channel"
	"escucha/internal/identity"
	"escucha/internal/presence"
)

// api holds what the JSON routes share.
type api struct {
	g     *casework.Engine
	board *presence.Board // who looks at which case
}

// bindRoutes: the JSON routes of the desk and of integrators.
func bindRoutes(se *core.ServeEvent, g *casework.Engine) {
	a := api{g, presence.New()}
	crm := desks(se)
	crm.GET("/session", a.session)
	crm.GET("/rules", a.rules)
	crm.GET("/scripts", a.scripts)
	crm.GET("/settings", a.settings)
	crm.POST("/preferences", a.prefer)
	crm.GET("/queue", a.queue)
	crm.GET("/views", a.views)
	crm.POST("/bulk", a.bulk)
	crm.GET("/today", a.today)
	crm.GET("/counts", a.counts)
	crm.GET("/notifications", a.notices)
	crm.POST("/notifications/read", a.readNotices)
	crm.POST("/take-next", a.takeNext)
	crm.POST("/register", a.register)
	crm.GET("/complaints/{id}/file", a.file)
	crm.GET("/complaints/{id}/pdf", a.pdf)
	crm.GET("/complaints/{id}/next", a.next)
	crm.GET("/complaints/{id}/agents", a.colleagues)
	crm.POST("/complaints/{id}/transition", a.transition)
	crm.GET("/complaints/{id}/gestures", a.gestures)
	crm.GET("/complaints/{id}/time", a.spent)
	crm.GET("/complaints/{id}/alternatives", a.alternatives)
	crm.GET("/complaints/{id}/plans", a.plans)
	crm.GET("/plans/{id}/cases", a.planCases)
	crm.GET("/plans/{id}", a.planReach)
	crm.POST("/plans/{id}/activate", a.activate)
	crm.POST("/activations/{id}/end", a.endPlan)
	crm.POST("/complaints/{id}/technique", a.technique)
	crm.POST("/complaints/{id}/presence", a.presence)
	crm.POST("/messages/{id}/undo", a.undo)
	crm.POST("/messages/{id}/approval", a.judgeReply)
	c := carrier{a, channel.New(g)}
	crm.POST("/channels/{code}/messages", c.bring)
	crm.GET("/channels/{code}/outbox", c.outbox)
	crm.POST("/invitations", c.invite)
	crm.POST("/channels/{code}/outbox/{id}/{outcome}", c.carried)
	crm.GET("/lookup", a.lookup)
	crm.GET("/customers", a.customers)
	crm.GET("/customers/{id}", a.customerCard)
	crm.GET("/customers/{id}/timeline", a.customerTimeline)
	crm.POST("/alike", a.alike)
	d := doubles{g, identity.New(g)}
	crm.GET("/customers/{id}/duplicates", d.suggest)
	crm.GET("/customers/{id}/merge", d.preview)
	crm.POST("/customers/{id}/merge", d.merge)
	crm.POST("/merges/{id}/undo", d.part)
	crm.GET("/customers/{id}/export", a.copyOf("json"))
	crm.GET("/customers/{id}/export.pdf", a.copyOf("pdf"))
	crm.GET("/customers/{id}/export.zip", a.copyOf("zip"))
	crm.GET("/customers/{id}/erasure", a.erasure)
	crm.POST("/customers/{id}/erasure", a.erase)
	crm.GET("/customers/{id}/loyalty", a.loyalty)
	crm.POST("/purchases/import", a.importPurchases)
	crm.GET("/reports/{name}", a.report)
	crm.GET("/search", a.search)
	crm.GET("/render", a.render)
	crm.GET("/deadline", a.deadline)
	crm.GET("/templates/{id}", a.template)
	crm.POST("/templates/{id}/preview", a.tryTemplate)
	crm.GET("/surveys", a.surveys)
	bindReminding(se, crm, a)
	bindLaw(crm, a)
	bindMeetings(crm, a)
	bindBoard(crm, a)
	bindRegister(crm, a)
	bindShelf(crm, a, se.App)
	bindReportPage(crm, a)
	bindExport(crm, a)
	bindSending(crm, a)
	bindActions(crm, a)
	se.Router.GET("/api/crm/health", a.health)
	bindMail(se, a)
}

// desks are the routes of those who work here, each asked for with its token.
func desks(se *core.ServeEvent) *router.RouterGroup[*core.RequestEvent] {
	crm := se.Router.Group("/api/crm")
	crm.Bind(apis.RequireAuth("agents", core.CollectionNameSuperusers))
	crm.BindFunc(activeOnly)
	crm.Bind(packed())
	return crm
}

// activeOnly refuses the token of an agent who has left.
func activeOnly(e *core.RequestEvent) error {
	if e.Auth != nil && e.Auth.Collection().Name == "agents" && !e.Auth.GetBool("active") {
		return e.UnauthorizedError("", nil)
	}
	return e.Next()
}
