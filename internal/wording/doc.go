// Package wording holds no code of its own: its tests assert that every stable
// code of the workflow has its texts in both languages, and keep
// docs/workflow.md equal to the catalogue of rules. They live here because the
// domain may not read files.
package wording
