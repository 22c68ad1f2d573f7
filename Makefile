# Every target does its own set-up: a fresh Debian 12 machine with Swift on its PATH is enough.
.PHONY: demo test bench faults faults-long fuzz goldens examples picture planted reliability simulate simulate-long clean help

help:
	@echo "make demo      install what is missing, build, play a morning of the demo company, serve it"
	@echo "make test      install what is missing, run every test on SQLite and on PostgreSQL"
	@echo "make bench     measure a release build, one line of JSON per measure"
	@echo "make faults    kill the program, its disk, its relay and its database server, for about ten minutes"
	@echo "make faults-long  the whole of it, for some hours"
	@echo "make fuzz      try every parser with made-up inputs (SECONDS=60 each; TARGETS=csv,fec for some of them)"
	@echo "make simulate  play weeks of company life with everything going wrong"
	@echo "make simulate-long  a thousand company-years of it (SEEDS=1..102 COMPANIES=20 DAYS=180)"
	@echo "make planted   plant bugs on purpose and let the simulator find each (PLANTED='name name' for some)"
	@echo "make reliability  write docs/reference/reliability.md from what these reported"
	@echo "make goldens   write the expected pages, mails and letters again, to be read before committing"
	@echo "make examples  write the demo company's files again, and check that they balance"
	@echo "make picture   take the picture of the README again"
	@echo "make clean     remove everything that these commands made"

demo:
	@scripts/demo.sh

test:
	@scripts/test.sh

bench:
	@scripts/bench.sh

comma := ,
faults:
	@scripts/faults.sh bounded

faults-long:
	@scripts/faults.sh long

fuzz:
	@scripts/fuzz.sh --seconds "$(or $(SECONDS),60)" $(subst $(comma), ,$(TARGETS))

simulate:
	@scripts/simulate.sh

simulate-long:
	@scripts/simulate-long.sh

planted:
	@scripts/planted.sh

reliability:
	@scripts/reliability.py

goldens:
	@scripts/goldens.sh

examples:
	@scripts/examples.sh

picture:
	@scripts/picture.sh

clean:
	@scripts/clean.sh
