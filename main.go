// Command escucha is a complaints CRM: one binary, one SQLite file.
package main

import (
	"log"
	"os"
	_ "time/tzdata" // civil dates need the zones wherever the binary runs

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/plugins/migratecmd"

	"escucha/hooks"
	"escucha/internal/storage"
	_ "escucha/pb_migrations"
)

func main() {
	if err := run(); err != nil {
		log.Println(err)
		os.Exit(1)
	}
}

// run wires the program together.
func run() error {
	public, err := publicFiles()
	if err != nil {
		return err
	}
	app := pocketbase.NewWithConfig(pocketbase.Config{DBConnect: storage.Connect,
		DataMaxOpenConns: storage.MaxOpen, DataMaxIdleConns: storage.MaxIdle, AuxMaxOpenConns: storage.MaxIdle, AuxMaxIdleConns: 1})
	engine, err := hooks.Register(app, hooks.Options{Public: public})
	if err != nil {
		return err
	}
	migratecmd.MustRegister(app, app.RootCmd, migratecmd.Config{Dir: "pb_migrations", TemplateLang: migratecmd.TemplateLangGo})
	hooks.AddCommands(app, app.RootCmd, engine)
	return app.Start()
}
