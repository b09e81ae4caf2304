# planvakt
#
#   make            build planvaktd, planvakt and their helpers in build/
#   make demo       install what is missing, build, and show the main job
#   make check      install what is missing, build, and run every test
#   make check-asan the same tests under AddressSanitizer and UBSan
#   make check-valgrind  the command-line tests under Valgrind
#   make check-long FORGED=10000 LARGE=200 SEED=1  forged exports of the record
#   make check-crash FAULTS="daemon:fsync power"  every fault (tests/crash/README.md)
#   make bench SIZES="1000 100000"  how fast it is, against floors and peers
#   make bench-peers  the same, with Taskwarrior, Remind and calcurse installed
#   make budget     accepts what a write, a read, a run take now (tests/cli/budget.sh)
#   make check-figures ENTRIES="100000 2000"  how long verify.py and verify take
#   make check-haul WEEKS=157  three simulated years of 100 users (tests/haul)
#   make check-kills KILLS=500  kill -9 at random moments of runs with 200 recipients
#   make check-model SEEDS=1-10000  random sequences: the daemon against a model
#   make check-ladder LIVES=1000 SEED=1  random activities: the ladder against runs
#   make check-spin  every history of a dispatch, as a model; installs spin
#   make check-report  reports and pages in Chromium, with axe-core
#   make check-office  plans in documents that LibreOffice writes, of many shapes
#   make check-calendar  calendars, in Python's icalendar and ical.js
#   make fuzz FUZZ=timeframe SECONDS=600  tests/fuzz/$(FUZZ).c; needs clang
#   make fuzz-all SECONDS=60  each of them in turn, and what came of it
#   make lint       the house rules, on the text and on the built objects
#   make analyze    cppcheck, clang-tidy, gcc -fanalyzer, scan-build (tests/analyze/run)
#   make coverage   lines and branches that the suite runs; 90 and 80 % are asked for
#   make mutants    does a unit test notice each change to calendar, ladder, owner?
#   make catalogue  adds to packaging/po/sv.po what the sources say anew
#   make deb        Debian packages, in build/deb; needs debhelper
#   make check-deb  are they the same from another folder? what says lintian?
#   make check-install CHROOT=DIR  installs them in a Debian of its own, as root
#   make check-clone CHROOT=DIR  make demo and make check of a clone, likewise
#   make check-boot CHROOT=DIR  boots one with systemd-nspawn, likewise
#   make check-arm64 CHROOT=DIR  builds for arm64 there, runs it under qemu
#   make manual     writes the commands into planvakt(1), English and Swedish
#   make install    into $(DESTDIR)$(PREFIX); make uninstall, make clean
#   make version    prints it: protocol/version.h is the one place it stands in
#
# O=DIR puts the objects elsewhere, WERROR=1 makes warnings errors, V=1 shows
# whole commands. CC, CFLAGS, CPPFLAGS and LDFLAGS belong to you.

O      ?= build
PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
PKG    ?= pkg-config
ifneq ($(V),1)
say = @printf '  %s\n' '$@';
endif

protocol_libs := libsodium jansson
daemon_libs   := libevent_core sqlite3 libsodium jansson libseccomp \
	libunistring
client_libs   := libsodium jansson libcsv
deliver_libs  := gmime-3.0 libcurl jansson
office_libs   := expat libzip xlsxwriter libical jansson libseccomp
# Debian ships these two without a pkg-config file.
without_pc    := libunistring libcsv
lflags_libunistring := -lunistring
lflags_libcsv       := -lcsv
pkg_cflags = $(shell $(PKG) --cflags $(filter-out $(without_pc),$1))
pkg_lflags = $(shell $(PKG) --libs $(filter-out $(without_pc),$1)) \
	$(foreach l,$(filter $(without_pc),$1),$(lflags_$l))

warnings := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wwrite-strings -Wvla -Wformat=2 -Wimplicit-fallthrough \
	-Wno-missing-field-initializers
ifeq ($(WERROR),1)
warnings += -Werror
endif
our_cflags := -std=c17 $(warnings) -fstack-protector-strong $(SANITIZE)
our_cppflags := -I. -I$(O) -D_GNU_SOURCE
our_ldflags := -Wl,-z,relro,-z,now -Wl,--as-needed $(SANITIZE)
ifndef SANITIZE
our_cppflags += $(if $(findstring -O,$(CFLAGS)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif

# Each folder of sources is a room, and an archive: who links a room takes of it
# what it calls.
objects  = $(patsubst %.c,$(O)/%.o,$(wildcard $1))
rooms   := $(sort $(dir $(wildcard protocol/*.c client/*.c client/*/*.c \
	daemon/*/*.c daemon/*/*/*.c)))
archive  = $(patsubst %/,$(O)/%.a,$(filter $1,$(rooms)))
archives := $(call archive,%)
deliver_objs  := $(call objects,daemon/delivery/program/*.c)
unit_tests    := $(patsubst tests/unit/%.c,$(O)/tests/unit/%,$(wildcard tests/unit/*.c))
model_driver  := $(O)/tests/model/driver
test_tools    := $(patsubst tests/cli/%.c,$(O)/tests/cli/%,$(wildcard tests/cli/*.c))
bench_tools   := $(patsubst tests/bench/%.c,$(O)/tests/bench/%,$(wildcard tests/bench/*.c))
# Sanitizers have calls of their own where this library has its.
fail_library  := $(if $(SANITIZE),,$(O)/tests/crash/fail.so)
haul_tools    := $(if $(SANITIZE),,$(O)/tests/haul/clock.so $(O)/tests/haul/users)
fuzz_targets  := $(patsubst tests/fuzz/%.c,$(O)/tests/fuzz/%,$(wildcard tests/fuzz/*.c))
programs      := $(O)/planvaktd $(O)/planvakt $(O)/planvakt-deliver \
	$(O)/planvakt-office
catalogues    := $(patsubst packaging/po/%.po,$(O)/locale/%/LC_MESSAGES/planvakt.mo,$(wildcard packaging/po/*.po))

all: $(programs) $(catalogues)

# `make`, after the installer has run, sees the libraries it installed.
demo check:
	@packaging/install-dependencies
	@+$(MAKE) --no-print-directory run-$@

run-demo: $(programs) $(catalogues)
	@examples/demo $(O)
run-check: $(programs) $(catalogues) $(unit_tests) $(test_tools) $(bench_tools) $(model_driver) $(fail_library) $(haul_tools)
	@tests/run $(O)
check-asan:
	@packaging/install-dependencies
	@+$(MAKE) --no-print-directory O=$(O)-asan CFLAGS="-O1 -g" \
	    SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" run-check
check-valgrind:
	@packaging/install-dependencies
	@+$(MAKE) --no-print-directory run-valgrind
run-valgrind: $(programs) $(test_tools)
	@tests/run --valgrind $(O)
FORGED ?= 10000
LARGE  ?= 200
SEED   ?= 1
check-long: $(programs)
	@PLANVAKT_FORGED="$(FORGED) $(LARGE) $(SEED)" tests/cli/record.sh $(O)
FAULTS ?=
check-crash: $(programs) $(fail_library)
	@tests/crash/full $(O)
	@tests/crash/run $(O) $(FAULTS)
ENTRIES ?= 100000 2000
check-figures: $(programs)
	@PLANVAKT_FIGURES="$(ENTRIES)" tests/cli/record.sh $(O)
WEEKS ?= 157
check-haul: $(programs) $(haul_tools)
	@tests/haul/run $(O) --faults
	@tests/haul/run $(O) --weeks $(WEEKS) --seed $(SEED)
KILLS ?= 500
check-kills: $(programs)
	@tests/crash/kills $(O) $(KILLS) 200
SEEDS ?= 1-10000
check-model: $(model_driver)
	@cd tests/model && for t in test_*.py; do python3 $$t || exit; done
	@tests/model/test_year.py $<
	@tests/model/compare.py --seeds $(SEEDS) --jobs $$(nproc) $<
# The states it makes stay in $(O)/bench, for the next time.
SIZES ?= 1000 10000 100000
bench: $(programs) $(bench_tools)
	@tests/bench/bench $(BENCH) $(O) $(SIZES)
bench-peers:
	@packaging/install-dependencies --bench
	@+$(MAKE) --no-print-directory bench
budget: $(programs) $(bench_tools)
	@tests/bench/budget --accept $(O)
LIVES ?= 1000
check-ladder: $(O)/tests/unit/fuzz_ladder
	@$< $(LIVES) $(SEED)
check-spin:
	@packaging/install-dependencies --spin
	@tests/spin/run
check-report: $(programs) $(catalogues)
	@packaging/install-dependencies --report
	@tests/report/check.sh $(O)
check-office: $(programs)
	@tests/office/check.sh $(O)
check-calendar: $(programs)
	@tests/calendar/check.sh $(O)
# What it finds worth keeping goes to $(O)-fuzz, with the input that failed.
FUZZ    ?= timeframe
SECONDS ?= 60
fuzz fuzz-all:
	@+$(MAKE) --no-print-directory O=$(O)-fuzz CC=clang CFLAGS="-O1 -g" \
	    SANITIZE="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all" run-$@
run-fuzz-all: $(fuzz_targets)
	@tests/fuzz/all $(O) $(SECONDS)
run-fuzz: $(O)/tests/fuzz/$(FUZZ)
	@mkdir -p $(O)/corpus/$(FUZZ)
	$< $(call fuzz_options,tests/fuzz/$(FUZZ).c) -max_total_time=$(SECONDS) \
	    -dict=tests/fuzz/$(FUZZ).dict -artifact_prefix=$(O)/ -timeout=25 \
	    -print_final_stats=1 $(O)/corpus/$(FUZZ) tests/fuzz/corpus/$(FUZZ)
lint:
	+@tests/lint/run $(O)
	@tests/lint/breaches $(O)
# ANALYZERS="cppcheck tidy" for some of them.
ANALYZERS ?=
analyze:
	@packaging/install-dependencies --analyze
	@+$(MAKE) --no-print-directory run-analyze
run-analyze: $(O)/schema/schema.c
	@FLAGS="$(call pkg_cflags,$(test_libs))" tests/analyze/run $(O) $(ANALYZERS)
# Clang's counters lie in a file that is mapped before a process is confined, so
# that a kill at any moment loses none. The suite's parts may be run one by one.
coverage:
	@packaging/install-dependencies --coverage
	@+$(MAKE) --no-print-directory O=$(O)-coverage CC=clang \
	    CFLAGS="-O1 -g -fprofile-instr-generate=$(abspath $(O))-coverage/profiles/%m%c.profraw -fcoverage-mapping -mllvm -runtime-counter-relocation" \
	    LDFLAGS=-fprofile-instr-generate run-coverage
run-coverage: $(programs) $(catalogues) $(unit_tests) $(test_tools) $(model_driver) $(fail_library)
	@rm -rf $(O)/profiles
	@tests/run $(O) || echo "the suite did not pass: what follows is of what ran"
	@tests/coverage/report.py $(O)
# What lint looks at, also where the programs do not link.
objects: $(call objects,$(addsuffix *.c,$(rooms)))

# The rooms may call each other in any order, and a library after all of them.
link = $(CC) $(our_ldflags) $1 $(LDFLAGS) -o $@ $(filter %.o,$^) \
	-Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(call pkg_lflags,$2)
$(O)/planvaktd: $(O)/daemon/programs/main.o $(O)/schema/schema.o \
		$(call archive,daemon/% protocol/%)
	$(say)$(call link,,$(daemon_libs))
$(O)/planvakt: $(O)/client/main.o $(call archive,client/% protocol/%)
	$(say)$(call link,,$(client_libs))
$(O)/planvakt-deliver: $(O)/daemon/delivery/program/main.o \
		$(call archive,daemon/delivery/program/ protocol/%)
	$(say)$(call link,,$(deliver_libs))
$(O)/planvakt-office: $(O)/client/office/main.o \
		$(call archive,client/office/ protocol/%)
	$(say)$(call link,,$(office_libs)) -lm

# A test links what it calls. What a test must see or say, the rig stands in for.
rig := $(O)/tests/unit/rig.a
stand_ins := -Wl,--wrap=timeframe_read,--wrap=diag,--wrap=read \
	-Wl,--wrap=timerfd_create,--wrap=timerfd_settime
fuzz_options = $(shell sed -n 's,^// fuzz: ,,p' $1)
test_libs := $(sort $(daemon_libs) $(client_libs) $(deliver_libs) \
	$(office_libs)) cmocka
$(unit_tests) $(model_driver): $(O)/%: $(O)/%.o $(O)/schema/schema.o $(rig) $(archives)
	$(say)$(call link,$(stand_ins),$(test_libs)) -lm
$(test_tools) $(O)/tests/haul/users: $(O)/%: $(O)/%.o $(call archive,protocol/%)
	$(say)$(call link,,$(protocol_libs))
$(bench_tools): $(O)/%: $(O)/%.o $(call archive,protocol/%)
	$(say)$(call link,,libsodium sqlite3 jansson)
# Each of these sources with all of its mutants in it (tests/mutants/mutate.py,
# which says why the grammar of timeframes is none of them).
mutated := $(filter-out daemon/calendar/timeframe%,$(wildcard \
	daemon/calendar/*.c daemon/ladder/*.c daemon/text/owner*.c))
mutated_flags := -std=c17 -I. -D_GNU_SOURCE -include protocol/poison.h
$(O)/mutants/mutants.tsv: $(mutated) tests/mutants/mutate.py
	$(say)tests/mutants/mutate.py $(@D) $(mutated) -- $(mutated_flags)
$(mutated:%.c=$(O)/mutants/%.o): $(O)/mutants/mutants.tsv
	$(say)$(CC) -w -O1 -g $(mutated_flags) -include tests/mutants/mutant.h \
	    -c -o $@ $(@:.o=.c)
$(unit_tests:$(O)/%=$(O)/mutants/%): $(O)/mutants/%: $(O)/%.o \
		$(O)/tests/mutants/mutant.o $(mutated:%.c=$(O)/mutants/%.o) \
		$(O)/schema/schema.o $(rig) $(archives)
	@mkdir -p $(@D)
	$(say)$(call link,$(stand_ins),$(test_libs)) -lm
# Those that tell most in the least time are asked first: of the modules, then
# those above them.
mutant_tests := day interval year_part workday schedule zone duty ladder_words \
	ladder_stages ladder owner_names owner
mutants:
	@packaging/install-dependencies --mutants
	@+$(MAKE) --no-print-directory run-mutants
run-mutants: $(mutant_tests:%=$(O)/mutants/tests/unit/%)
	@tests/mutants/run.py $(O)/mutants tests/mutants/survivors.tsv $(mutant_tests)
$(fail_library) $(O)/tests/haul/clock.so: $(O)/%.so: %.c
	@mkdir -p $(@D)
	$(say)$(CC) -std=c17 $(warnings) -D_GNU_SOURCE -O1 -g -fPIC -shared -o $@ $<
$(fuzz_targets): $(O)/%: $(O)/%.o $(O)/schema/schema.o $(rig) $(archives)
	$(say)$(call link,-fsanitize=fuzzer $(stand_ins),$(test_libs)) -lm

.SECONDEXPANSION:
$(archives) $(rig): $(O)/%.a: $$(call objects,$$*/*.c)
	@rm -f $@
	$(say)$(AR) rcs $@ $^

# Translating a test as it stands takes a third of the time, and it runs once.
test_cflags := -O0 -U_FORTIFY_SOURCE
all_cflags = $(call pkg_cflags,$(daemon_libs) $(client_libs) $(deliver_libs))
$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(say)$(CC) $(our_cppflags) $(CPPFLAGS) $(our_cflags) $(CFLAGS) $(flags) \
	    $(if $(filter tests/%,$<),$(test_cflags),-include protocol/poison.h) \
	    -MMD -MP -c -o $@ $<
$(O)/schema/%.o: $(O)/schema/%.c
	$(say)$(CC) $(our_cppflags) $(our_cflags) $(CFLAGS) -c -o $@ $<
$(deliver_objs): flags := $(shell $(PKG) --cflags $(deliver_libs) 2>/dev/null)
# Its header names what is poisoned: it comes before.
$(O)/client/office/write_xlsx.o: flags := -include xlsxwriter.h

# The SQL of schema/ as byte arrays, schema_log and schema_view; and the
# programs that go into an export, schema_verify and schema_verify_py.
embedded := schema/log.sql schema/view.sql schema/verify.sh schema/verify.py
$(O)/schema/schema.c: $(embedded) Makefile
	@mkdir -p $(@D)
	@for f in $(embedded); do \
	    n=$${f##*/}; n=$${n%.sql}; n=$${n%.sh}; n=$$(echo $$n | tr . _); \
	    printf 'extern const char schema_%s[];\nconst char schema_%s[] = {' $$n $$n; \
	    od -An -v -tu1 $$f | sed 's/  *\([0-9]*\)/\1,/g'; \
	    echo '0};'; done > $@

# Catalogues lie beside the programs as they do below share/.
$(O)/locale/%/LC_MESSAGES/planvakt.mo: packaging/po/%.po
	@mkdir -p $(@D)
	$(say)msgfmt --check-format --check-header -o $@ $<
# All that people read, of the sources; and the catalogue with what is new.
template:
	@mkdir -p $(O)
	@packaging/po/extract $(O)/planvakt.pot
catalogue: template
	msgmerge -q -N --no-wrap --no-location --sort-output -U --backup=none \
	    packaging/po/sv.po $(O)/planvakt.pot

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/sbin \
	    $(DESTDIR)$(PREFIX)/libexec/planvakt
	install $(O)/planvakt $(DESTDIR)$(PREFIX)/bin
	install $(O)/planvaktd $(DESTDIR)$(PREFIX)/sbin
	install $(O)/planvakt-deliver $(O)/planvakt-office \
	    $(DESTDIR)$(PREFIX)/libexec/planvakt
	install -d $(DESTDIR)$(PREFIX)/share
	cp -R $(O)/locale $(DESTDIR)$(PREFIX)/share
	install -D -m 644 packaging/completions/planvakt.bash \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/planvakt
	install -D -m 644 packaging/completions/_planvakt \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_planvakt
	install -D -m 644 packaging/completions/planvakt.fish \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/planvakt.fish
	for page in docs/man/*.[1-8]; do \
	    install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man$${page##*.} \
	        $$page || exit; done
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/sv/man1 \
	    docs/man/sv/planvakt.1
# What install put there, and no more: no state, no configuration.
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/planvakt $(DESTDIR)$(PREFIX)/sbin/planvaktd
	rm -rf $(DESTDIR)$(PREFIX)/libexec/planvakt
	rm -f $(DESTDIR)$(PREFIX)/share/man/sv/man1/planvakt.1 \
	    $(DESTDIR)$(PREFIX)/share/locale/*/LC_MESSAGES/planvakt.mo \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/planvakt \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_planvakt \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/planvakt.fish
	for page in docs/man/*.[1-8]; do \
	    rm -f $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/} || \
	        exit; done
# planvakt(1) tells the commands as `planvakt help` does.
manual: $(O)/planvakt $(catalogues)
	@docs/man/commands.py $< docs/man/planvakt.1 >$(O)/planvakt.1
	@cp $(O)/planvakt.1 docs/man/planvakt.1
	@docs/man/commands.py $< docs/man/sv/planvakt.1 sv_SE.UTF-8 \
	    >$(O)/planvakt.1
	@cp $(O)/planvakt.1 docs/man/sv/planvakt.1
deb:
	@packaging/make-deb $(O)
check-deb: deb
	@tests/install/same $(O)
# A Debian 12 that debootstrap makes where CHROOT is not one.
CHROOT ?= $(O)/chroot
check-install: deb
	@tests/install/run $(O)/deb $(CHROOT)
check-clone:
	@tests/install/clone $(CHROOT)
check-boot: deb
	@tests/install/boot $(O)/deb $(CHROOT)
check-arm64: $(programs)
	@tests/install/arm64 $(O) $(CHROOT)
version:
	@sed -n 's/^#define VERSION "\(.*\)"$$/\1/p' protocol/version.h
clean:
	rm -rf $(O) $(O)-asan $(O)-fuzz $(O)-coverage

-include $(shell find $(O) -path $(O)/deb -prune -o -name '*.d' -type f -print 2>/dev/null)
.PHONY: all demo check run-demo run-check check-asan check-valgrind run-valgrind check-long check-figures check-crash check-haul check-ladder check-kills check-model bench bench-peers budget check-spin check-office check-calendar check-report fuzz fuzz-all run-fuzz run-fuzz-all analyze run-analyze coverage run-coverage mutants run-mutants \
	lint objects template catalogue install uninstall manual deb check-deb check-install check-clone check-boot check-arm64 version clean
