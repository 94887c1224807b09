// Command escucha is a complaints CRM: one binary, one SQLite file.
package main

func main() {}
