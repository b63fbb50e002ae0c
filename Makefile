# Two commands matter: `make run` and `make test`. The others are their parts. What they do is in .ci/.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test install-run install-test build site fmt fmt-check lint lint-end2end test-rust sizes test-end2end bench clean

help: ## This list
	@sed -n 's/^\([a-z0-9-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

run: install-run ## Installs what is missing, builds, and serves on http://127.0.0.1:3000
	@.ci/build
	@.ci/serve

test: install-test fmt-check lint-end2end ## Every check, on SQLite and PostgreSQL
	@.ci/beside "$(MAKE) --no-print-directory site sizes lint" $(MAKE) --no-print-directory test-rust
	@$(MAKE) --no-print-directory test-end2end
	@.ci/totals

build: install-run ## The server and the browser's side, as released
	@.ci/build

site: install-run ## The browser's side, as released
	@.ci/site

fmt: ## Formats the Rust sources
	@.ci/part fmt cargo fmt

fmt-check: ## Fails where cargo fmt would change something
	@.ci/part fmt-check cargo fmt --check

lint: install-test lint-end2end ## Clippy for the server and the browser, TypeScript for the end-to-end tests
	@.ci/part lint-server cargo clippy --locked --features ssr --all-targets -- -D warnings
	@.ci/part lint-browser cargo clippy --locked --lib --target wasm32-unknown-unknown --no-default-features --features hydrate -- -D warnings

lint-end2end: install-test
	@.ci/part lint-end2end npm --silent --prefix end2end run check

test-rust: install-test ## Unit and integration tests (ARGS="NAME" picks some)
	@.ci/part test-rust .ci/postgres cargo test --locked --features ssr $(ARGS)

test-end2end: install-test site ## In Chromium, with and without script (ARGS="-g NAME" picks some)
	@.ci/part test-end2end .ci/end2end $(ARGS)

sizes: site ## What a browser downloads, against its limits
	@.ci/part sizes .ci/sizes

bench: install-test ## The benchmarks, on both engines, with durable writes
	@PARVIS_POSTGRES_DURABLE=1 .ci/part bench .ci/postgres cargo bench --locked --features ssr $(ARGS)

clean: ## Removes what was built here (not the shared cache, not data/)
	rm -rf target end2end/node_modules end2end/test-results

install-run:
	@.ci/install rust leptos

install-test:
	@.ci/install rust checks leptos postgres browser
