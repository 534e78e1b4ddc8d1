# lectern: one Makefile, not recursive. `make help` lists what it can do.
#
# CFLAGS, CPPFLAGS, LDFLAGS, CC, PREFIX and DESTDIR belong to the user; ours are the MY_ ones.

VERSION := 0.1.0
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share/lectern
MANDIR ?= $(PREFIX)/share/man
# Completions for shells; RUN is what runs the program while it is installed, such as an emulator.
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
RUN ?=
BUILD ?= build
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
-include config.mk

comma := ,

# Library: pkg-config name, then the Debian package that has it (for the message).
PACKAGES := espeak-ng sndfile flac samplerate icu-uc icu-i18n ogg libarchive libxml-2.0 libcmark libb2 libxxhash libseccomp libjpeg libpng
DEBIAN := libespeak-ng-dev libmp3lame-dev libsndfile1-dev libflac-dev libsamplerate0-dev libicu-dev libogg-dev libarchive-dev libxml2-dev libcmark-dev libb2-dev libxxhash-dev libseccomp-dev libjpeg-dev libpng-dev libmpg123-dev libebur128-dev librsvg2-dev

MISSING := $(shell $(PKG_CONFIG) --exists $(PACKAGES) 2>/dev/null || echo yes)
ifneq ($(MISSING),)
ifeq ($(filter clean help,$(MAKECMDGOALS)),)
$(error a library or pkg-config is missing; on Debian: apt-get install pkg-config $(DEBIAN))
endif
endif

# eSpeak NG 1.52 seeds its noise by the clock unless told otherwise; 1.51 has no such call.
HAVE_SEED := $(shell $(PKG_CONFIG) --atleast-version=1.52 espeak-ng 2>/dev/null && echo -DHAVE_ESPEAK_SEED)

# `lectern info --measure` needs both; without them it says so, and all else works.
LISTEN := libmpg123 libebur128
HAVE_LISTEN := $(shell $(PKG_CONFIG) --exists $(LISTEN) 2>/dev/null && echo yes)
ifneq ($(HAVE_LISTEN),)
PACKAGES += $(LISTEN)
endif

# Covers in SVG, --make-cover and pictures in PNG need it; likewise.
DRAW := librsvg-2.0
HAVE_DRAW := $(shell $(PKG_CONFIG) --exists $(DRAW) 2>/dev/null && echo yes)
ifneq ($(HAVE_DRAW),)
PACKAGES += $(DRAW)
endif

MY_CPPFLAGS := -Isrc -D_GNU_SOURCE $(HAVE_SEED) $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
# Loops over samples take half the time as vector instructions, which gcc 12 leaves out at -O2.
MY_CFLAGS := -std=c17 -ftree-vectorize -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wformat=2 -Wpointer-arith -Wundef -Wimplicit-fallthrough

# Hardened as Debian's packages are. Each flag only if the compiler knows it; the user's flags come later and win.
# Not with a sanitizer, which does more than these and disagrees with FORTIFY; and FORTIFY wants optimised code.
# HARDEN= leaves all of it out.
HARDEN ?= yes
SANITIZED := $(findstring -fsanitize,$(CFLAGS) $(CPPFLAGS) $(CC))
OPTIMISED := $(filter-out -O0,$(filter -O%,$(CFLAGS)))
FORTIFIED := $(findstring _FORTIFY_SOURCE,$(CFLAGS) $(CPPFLAGS) $(CC))
ifneq ($(HARDEN),)
ifeq ($(SANITIZED),)
# An unknown flag is an error for clang only with -Werror; -fcf-protection is refused where the processor has none.
knows = $(shell echo 'int main(void) { return 0; }' | $(CC) -Werror $(1) -x c -o /dev/null - 2>/dev/null && echo '$(1)')
knows_of = $(or $(call knows,$(1)),$(foreach flag,$(1),$(call knows,$(flag))))
HARD_CFLAGS := $(call knows_of,-fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection)
HARD_LDFLAGS := $(call knows_of,-pie -Wl$(comma)-z$(comma)relro -Wl$(comma)-z$(comma)now)
ifeq ($(FORTIFIED),)
HARD_CPPFLAGS := $(if $(OPTIMISED),-D_FORTIFY_SOURCE=2)
endif
endif
endif

MY_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null) -lmp3lame -lm
ifneq ($(DEV),)
MY_CFLAGS += -Werror
endif
Q := $(if $(V),,@)

SRC := $(sort $(shell find src -name '*.c'))
OBJ := $(SRC:%.c=$(BUILD)/%.o)
LIB_OBJ := $(filter-out $(BUILD)/src/main.o,$(OBJ))
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))

all: lectern

help:
	@echo 'make            build ./lectern, which runs from here'
	@echo 'make test       build and run all tests'
	@echo 'make install    PREFIX=/usr/local DESTDIR='
	@echo 'make asan       the tests under AddressSanitizer and UndefinedBehaviorSanitizer'
	@echo 'make valgrind   the unit tests and a short render under valgrind (half an hour)'
	@echo 'make coverage   which lines of each folder the tests run (gcov)'
	@echo 'make lint       layers, style gauges, cppcheck, shellcheck'
	@echo 'make bench      speed and memory, every figure of the README'
	@echo 'make fuzz       each reader under libFuzzer, FUZZ_S=60 seconds each (clang)'
	@echo 'make faults     FAULTS=5000 system calls that fail and processes that are killed, at random'
	@echo 'make dist       the source as one archive'
	@echo 'make deb        a Debian package in build/deb'
	@echo 'make voices-check   loudness and sound of each voice; WRITE=--write corrects the files (libebur128)'
	@echo 'make DEV=1      warnings are errors;  V=1 shows the commands'

# Whichever build was asked for last; `make asan` puts another one there for its tests.
lectern: $(BUILD)/lectern force
	$(Q)cmp -s $< $@ || cp -f $< $@

# What is built into the program besides its source. Only the objects named here are given these and compiled again
# when one changes: another PREFIX compiles one file.
# DATA_FROM_BIN is the way from the program to its data, "../share/lectern": it still holds after the tree was moved.
DATA_FROM_BIN := $(shell realpath -ms --relative-to='$(BINDIR)' '$(DATADIR)' 2>/dev/null || echo ../share/lectern)
FOLDERS := -DLECTERN_DATADIR='"$(DATADIR)"' -DLECTERN_DATA_FROM_BIN='"$(DATA_FROM_BIN)"'
NUMBER := -DLECTERN_VERSION='"$(VERSION)"'
SETTINGS :=
MORE_LIBS :=
FOLDERS_OBJ := $(BUILD)/src/data/data.o
NUMBER_OBJ := $(BUILD)/src/help/help.o $(BUILD)/src/track/id3.o $(BUILD)/src/audio/labels.o
$(FOLDERS_OBJ): SETTINGS := $(FOLDERS)
$(BUILD)/src/info/listen.o: SETTINGS := $(HAVE_LISTEN:yes=-DHAVE_LISTEN)
$(BUILD)/src/picture/svg.o: SETTINGS := $(HAVE_DRAW:yes=-DHAVE_SVG)
$(NUMBER_OBJ): SETTINGS := $(NUMBER)
$(FOLDERS_OBJ): $(BUILD)/folders
$(NUMBER_OBJ): $(BUILD)/number
$(BUILD)/folders: force
	$(call keep,$(FOLDERS))
$(BUILD)/number: force
	$(call keep,$(NUMBER))
# Writes $(1) into the target, which stays as old as it is when it says so already.
keep = @mkdir -p $(@D); echo "$(1)" | cmp -s - $@ || echo "$(1)" >$@
force:

$(BUILD)/lectern: $(OBJ)
	@echo "link    $@"
	$(Q)$(CC) $(CFLAGS) $(HARD_LDFLAGS) $(LDFLAGS) -o $@ $(OBJ) $(MY_LIBS) $(LIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(dir $@)
	@echo "compile $<"
	$(Q)$(CC) $(MY_CPPFLAGS) $(HARD_CPPFLAGS) $(SETTINGS) $(CPPFLAGS) $(MY_CFLAGS) $(HARD_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# A unit test links the whole program but main.c. "fakes: x.o" in one of its first three lines
# leaves that object out, for a test that brings its own.
$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(LIB_OBJ)
	@echo "link    $@"
	$(Q)fakes=$$(sed -n '1,3s|.*fakes: *\([^ ]*\).*|$(BUILD)/\1|p' tests/unit/$*.c); \
	objects=; for object in $(LIB_OBJ); do [ "$$object" = "$$fakes" ] || objects="$$objects $$object"; done; \
	$(CC) $(CFLAGS) $(HARD_LDFLAGS) $(LDFLAGS) -o $@ $< $$objects $(MY_LIBS) $(LIBS)

FAULT_PROGRAMS := $(BUILD)/tests/faults/drive $(BUILD)/tests/faults/shim.so
test-programs: $(UNIT) $(BUILD)/bench/measure $(BUILD)/tests/tools/pack $(BUILD)/tests/tools/frames $(BUILD)/tests/tools/old_kernel $(FAULT_PROGRAMS)

# A shim for LD_PRELOAD and what drives it; neither has anything of lectern, nor of a sanitizer.
$(BUILD)/tests/faults/drive: tests/faults/drive.c
	@mkdir -p $(dir $@)
	$(Q)$(CC) -D_GNU_SOURCE $(MY_CFLAGS) -O2 -g -o $@ $<
$(BUILD)/tests/faults/shim.so: tests/faults/shim.c
	@mkdir -p $(dir $@)
	$(Q)$(CC) -D_GNU_SOURCE $(MY_CFLAGS) -O2 -g -shared -fPIC -o $@ $< -ldl

# So many faults at random; `tests/faults/run --seed N --verbose` shows one again.
FAULTS ?= 5000
FIRST ?= 1
faults: all $(FAULT_PROGRAMS)
	$(Q)BUILD=$(BUILD) tests/faults/run --first $(FIRST) --seeds $(FAULTS)

test: all test-programs
	$(Q)BUILD=$(BUILD) tests/run

asan:
	$(MAKE) BUILD=build/asan CPPFLAGS=-DLECTERN_KEEP_STDERR CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" DEV=$(DEV) test
	$(MAKE) --no-print-directory all

# Which lines of each folder the tests run. A confined process must be able to write its counts: see sandbox.c.
COVERAGE := build/coverage
coverage:
	$(Q)find $(COVERAGE) -name '*.gcda' -delete 2>/dev/null; mkdir -p $(COVERAGE)
	$(Q)$(CC) -O1 -c -o $(COVERAGE)/exit.o tests/tools/coverage_exit.c
	-$(Q)TEST_TIMEOUT_S=900 $(MAKE) BUILD=$(COVERAGE) HARDEN= CPPFLAGS="-DLECTERN_COVERAGE='\"$(CURDIR)/$(COVERAGE)\"'" CFLAGS="-O1 -g --coverage -fprofile-update=atomic" \
		LIBS="$(COVERAGE)/exit.o -Wl,--wrap=_exit" $(if $(TESTS),all test-programs,test)
	$(Q)$(if $(TESTS),TEST_TIMEOUT_S=900 BUILD=$(COVERAGE) tests/run $(TESTS);) scripts/coverage $(COVERAGE)
	$(Q)$(MAKE) --no-print-directory all

valgrind: all test-programs
	$(Q)BUILD=$(BUILD) scripts/run-valgrind $(TESTS)

clean:
	rm -rf build lectern

# Looks at the source; tools that are not installed are named and left out.
lint:
	$(Q)CC='$(CC)' scripts/lint

# For scripts that compile by themselves.
print-cflags:
	$(info $(MY_CPPFLAGS) $(FOLDERS) $(NUMBER) $(CPPFLAGS) $(MY_CFLAGS) $(CFLAGS))@:
print-libs:
	$(info $(MY_LIBS) $(LIBS))@:

BENCH := $(BUILD)/bench/floor $(BUILD)/bench/measure $(BUILD)/bench/first_sound

$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(dir $@)
	$(Q)$(CC) $(MY_CPPFLAGS) $(HARD_CPPFLAGS) $(CPPFLAGS) $(MY_CFLAGS) $(HARD_CFLAGS) $(CFLAGS) $(HARD_LDFLAGS) $(LDFLAGS) -o $@ $< $(MY_LIBS) $(LIBS)

# What only the tests use, and the programs that measure voices or train weights.
# A program that uses the rest of lectern: a tool of the tests, of scripts/measure or of scripts/train.
define program
	@echo "link    $@"
	$(Q)$(CC) $(CFLAGS) $(HARD_LDFLAGS) $(LDFLAGS) -o $@ $< $(LIB_OBJ) $(MORE_LIBS) $(MY_LIBS) $(LIBS)
endef
$(BUILD)/tests/tools/%: $(BUILD)/tests/tools/%.o $(LIB_OBJ)
	$(program)
$(BUILD)/scripts/%: $(BUILD)/scripts/%.o $(LIB_OBJ)
	$(program)

# How loud each voice is and what it sounds like; WRITE=--write writes both into its file.
LOUDNESS := $(BUILD)/scripts/measure/voice-loudness
SOUND := $(BUILD)/scripts/measure/voice-sound
FILE_LOUDNESS := $(BUILD)/scripts/measure/file-loudness
voices-check: all $(LOUDNESS) $(SOUND) $(FILE_LOUDNESS)
	$(Q)LECTERN_DATA=$(CURDIR) $(LOUDNESS) $(WRITE)
	$(Q)LECTERN_DATA=$(CURDIR) $(SOUND) $(WRITE)

# Nothing else needs libebur128.
$(LOUDNESS).o $(FILE_LOUDNESS).o: SETTINGS = $(shell $(PKG_CONFIG) --cflags libebur128)
$(LOUDNESS) $(FILE_LOUDNESS): MORE_LIBS = $(shell $(PKG_CONFIG) --libs libebur128)
$(LOUDNESS).o $(FILE_LOUDNESS).o: | have-libebur128
have-libebur128:
	@$(PKG_CONFIG) --exists libebur128 || { \
		echo 'libebur128 is missing; on Debian: apt-get install libebur128-dev' >&2; exit 1; }

# What scripts/train runs; the numbers it makes are in the source, so that no build needs it.
train-programs: $(patsubst %.c,$(BUILD)/%,$(wildcard scripts/train/*.c))

bench: all $(BENCH)
	$(Q)BUILD=$(BUILD) scripts/bench

# Each tests/fuzz/fuzz_*.c for FUZZ_S seconds, by clang's libFuzzer; a crash leaves its input in build/fuzz.
FUZZ_S ?= 60
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_FLAGS := -O1 -g -fsanitize=address,undefined,implicit-conversion,float-cast-overflow,float-divide-by-zero \
	-fno-sanitize-recover=all -fno-omit-frame-pointer
fuzz:
	$(Q)$(MAKE) BUILD=build/fuzz CC=clang CFLAGS="$(FUZZ_FLAGS) -fsanitize=fuzzer-no-link" fuzz-programs
	$(Q)FUZZ_S=$(FUZZ_S) scripts/run-fuzz $(FUZZ_SRC:tests/fuzz/%.c=build/fuzz/tests/fuzz/%)

fuzz-programs: $(FUZZ_SRC:%.c=$(BUILD)/%)

# tests/fuzz/cache.c stands in for these.
FUZZ_CACHED := languages_new languages_free wording_load wording_follow wording_free vocabulary_load norm_rules_load norm_rules_free
$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/cache.o $(LIB_OBJ)
	@echo "link    $@"
	$(Q)$(CC) $(CFLAGS) -fsanitize=fuzzer $(FUZZ_CACHED:%=-Wl,--wrap=%) $(LDFLAGS) -o $@ $^ $(MY_LIBS) $(LIBS)

DATA_FILES = $(sort $(shell find voices assets/lang -type f ! -name README.md 2>/dev/null) $(wildcard assets/*.flac) assets/markup.txt assets/profiles.txt assets/espeak-voices.txt assets/lang.files)

install: $(BUILD)/lectern
	install -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(MANDIR)/man1'
	install -m 755 $(BUILD)/lectern '$(DESTDIR)$(BINDIR)/lectern'
	install -m 644 src/lectern.1 '$(DESTDIR)$(MANDIR)/man1/lectern.1'
	install -d '$(DESTDIR)$(BASHDIR)' '$(DESTDIR)$(ZSHDIR)' '$(DESTDIR)$(FISHDIR)'
	$(RUN) $(BUILD)/lectern completions bash >'$(DESTDIR)$(BASHDIR)/lectern'
	$(RUN) $(BUILD)/lectern completions zsh >'$(DESTDIR)$(ZSHDIR)/_lectern'
	$(RUN) $(BUILD)/lectern completions fish >'$(DESTDIR)$(FISHDIR)/lectern.fish'
	$(Q)for file in $(DATA_FILES); do \
		install -D -m 644 "$$file" '$(DESTDIR)$(DATADIR)'/"$$file" || exit 1; done

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/lectern' '$(DESTDIR)$(MANDIR)/man1/lectern.1'
	rm -f '$(DESTDIR)$(BASHDIR)/lectern' '$(DESTDIR)$(ZSHDIR)/_lectern' '$(DESTDIR)$(FISHDIR)/lectern.fish'
	rm -rf '$(DESTDIR)$(DATADIR)/voices' '$(DESTDIR)$(DATADIR)/assets'
	-rmdir '$(DESTDIR)$(DATADIR)'

# The tree of the last commit.
dist:
	git archive --prefix=lectern-$(VERSION)/ HEAD | xz -9 >lectern-$(VERSION).tar.xz
	@sha256sum lectern-$(VERSION).tar.xz

# The Debian package of the last commit, in build/deb.
deb:
	scripts/make-deb '$(VERSION)' '$(BUILD)/deb' $(DEBIAN)

.PHONY: deb faults coverage voices-check have-libebur128 train-programs print-cflags print-libs force fuzz fuzz-programs dist all help test test-programs asan valgrind lint bench install uninstall clean
.SECONDARY:
-include $(OBJ:.o=.d) $(UNIT:=.d) $(wildcard $(BUILD)/scripts/*/*.d) $(FUZZ_SRC:%.c=$(BUILD)/%.d) $(BUILD)/tests/fuzz/cache.d
