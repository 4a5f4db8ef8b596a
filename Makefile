# The commands one needs while working on chatctl; `make help` lists them.
.PHONY: help build test coverage dependencies sbom mutants format check demo local clean

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

build: ## Compile and pack everything, without tests
	mvn -B -ntp -DskipTests package

test: ## All tests, as continuous integration runs them
	mvn -B -ntp verify

coverage: ## All tests, and which lines they reach: system-tests/target/site/jacoco-aggregate/index.html
	mvn -B -ntp verify -Pcoverage

dependencies: ## Name the libraries and plugins of which there is a newer release
	@tools/dependencies

sbom: ## What everything is made of, for a scanner: target/bom.json (CycloneDX)
	mvn -B -ntp -q org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom

comma := ,
ROOM ?= core,gateway,loadtest
mutants: ## Wrong programs that the tests let pass: [ROOM=core [PACKAGE=message] [TESTS='*.HistoryOrderTest']]
	mvn -B -ntp -q process-test-classes -Pmutants -am -pl $(ROOM) $(if $(PACKAGE),'-Dmutants.classes=dev.chatctl.$(ROOM).$(PACKAGE).*') $(if $(TESTS),'-Dmutants.tests=$(TESTS)')
	@grep -hE 'SURVIVED|NO_COVERAGE' $(addsuffix /target/mutants/mutations.csv,$(subst $(comma), ,$(ROOM))) || true

format: ## Format the Java files written since it last ran
	tools/format

check: ## Name the Java files that are not formatted
	tools/format --check

demo: ## Start the backend here, broadcast through it and report
	./chatctl demo

local: ## Start the whole backend on this machine
	./chatctl local

clean: ## Remove what was built
	mvn -B -q clean
