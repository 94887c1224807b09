# Everything that is done with Escucha by command. Go and make are enough: Go
# fetches the toolchain that is named here by itself, also where an older Go is
# installed and told to stay local.
export GOTOOLCHAIN := go1.27.4
export CGO_ENABLED := 0

ADDRESS ?= 127.0.0.1:8090
DATA    ?= pb_data
SHOTS   ?= dist/shots
# which tests take pictures; PICTURES=Manual makes only those of the manual
PICTURES ?= .
BINARY  := escucha
FLAGS   := -trimpath -ldflags "-s -w"
TARGETS := linux/amd64 linux/arm64 darwin/arm64 windows/amd64

.DEFAULT_GOAL := help
.PHONY: help run build seed test check bench cross screenshots clean

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|' 2>/dev/null \
		|| grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST)

run: build ## build and start on http://127.0.0.1:8090, data in ./pb_data
	@echo "Escucha starts on http://$(ADDRESS), data in $(DATA)."
	@echo "  customers   http://$(ADDRESS)/portal/"
	@echo "  the team    http://$(ADDRESS)/desk/"
	@echo "  the system  http://$(ADDRESS)/_/"
	@echo "On the first start, open the setup link that is printed below. Ctrl+C stops."
	@./$(BINARY) serve --http=$(ADDRESS) --dir=$(DATA)

build: ## build ./escucha for this machine
	go build $(FLAGS) -o $(BINARY) .

seed: build ## fill ./pb_data with a demonstration shop
	./$(BINARY) seed --demo --dir=$(DATA)

test: ## run every test, browser tests included
	@sh tools/test.sh

check: ## gofmt, vet, linter, known vulnerabilities, race detector
	@sh tools/check.sh

bench: ## measure speed and memory against the bounds
	go run ./bench

cross: ## build for Linux, macOS and Windows into ./dist
	@for target in $(TARGETS); do \
		os=$${target%/*}; arch=$${target#*/}; out=dist/$(BINARY)-$$os-$$arch; \
		if [ "$$os" = windows ]; then out=$$out.exe; fi; \
		GOOS=$$os GOARCH=$$arch go build $(FLAGS) -o "$$out" . || exit 1; \
		echo "$$out  $$(($$(wc -c < "$$out") / 1000000)) MB"; \
	done

screenshots: ## take a picture of every page into ./dist/shots, and those of the manual into docs/img
	@mkdir -p $(SHOTS)
	@ESCUCHA_CHROMIUM="$$(sh tools/chromium.sh)" && export ESCUCHA_CHROMIUM && \
		ESCUCHA_SHOTS="$(abspath $(SHOTS))" go test -count=1 -timeout 20m -run '$(PICTURES)' ./e2e
	go run ./tools/shots $(SHOTS)/docs docs/img

clean: ## remove what was built, never the data
	rm -rf $(BINARY) dist
