# lectern: one Makefile, not recursive. `make help` lists what it can do.
#
# CFLAGS, CPPFLAGS, LDFLAGS, CC, PREFIX and DESTDIR belong to the user; ours are the MY_ ones.

VERSION := 0.1.0
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share/lectern
MANDIR ?= $(PREFIX)/share/man
BUILD ?= build
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
-include config.mk

# Library: pkg-config name, then the Debian package that has it (for the message).
PACKAGES := espeak-ng sndfile samplerate icu-uc icu-i18n libebur128 libarchive libxml-2.0 libcmark
DEBIAN := libespeak-ng-dev libmp3lame-dev libsndfile1-dev libsamplerate0-dev libicu-dev libebur128-dev \
	libarchive-dev libxml2-dev libcmark-dev

MISSING := $(shell $(PKG_CONFIG) --exists $(PACKAGES) 2>/dev/null || echo yes)
ifneq ($(MISSING),)
ifeq ($(filter clean help,$(MAKECMDGOALS)),)
$(error a library or pkg-config is missing; on Debian: apt-get install pkg-config $(DEBIAN))
endif
endif

# eSpeak NG 1.52 seeds its noise by the clock unless told otherwise; 1.51 has no such call.
HAVE_SEED := $(shell $(PKG_CONFIG) --atleast-version=1.52 espeak-ng 2>/dev/null && echo -DHAVE_ESPEAK_SEED)

MY_CPPFLAGS := -Isrc -D_GNU_SOURCE -DLECTERN_VERSION='"$(VERSION)"' \
	-DLECTERN_DATADIR='"$(DATADIR)"' $(HAVE_SEED) $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
MY_CFLAGS := -std=c17 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wformat=2 -Wpointer-arith -Wundef -Wimplicit-fallthrough
MY_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null) -lmp3lame -lm
ifneq ($(DEV),)
MY_CFLAGS += -Werror
endif
Q := $(if $(V),,@)

SRC := $(wildcard src/*.c src/*/*.c)
OBJ := $(SRC:%.c=$(BUILD)/%.o)
LIB_OBJ := $(filter-out $(BUILD)/src/main.o,$(OBJ))
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))

all: lectern

help:
	@echo 'make            build ./lectern, which runs from here'
	@echo 'make test       build and run all tests'
	@echo 'make install    PREFIX=/usr/local DESTDIR='
	@echo 'make asan       the tests under AddressSanitizer and UndefinedBehaviorSanitizer'
	@echo 'make lint       layers, style gauges, cppcheck, shellcheck'
	@echo 'make bench      speed and memory, every figure of the README'
	@echo 'make DEV=1      warnings are errors;  V=1 shows the commands'

lectern: $(BUILD)/lectern
	$(Q)cp -f $< $@

$(BUILD)/lectern: $(OBJ)
	@echo "link    $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJ) $(MY_LIBS) $(LIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(dir $@)
	@echo "compile $<"
	$(Q)$(CC) $(MY_CPPFLAGS) $(CPPFLAGS) $(MY_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# A unit test links the whole program but main.c. "fakes: x.o" in its first line leaves that object out,
# for a test that brings its own.
$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(LIB_OBJ)
	@echo "link    $@"
	$(Q)fakes=$$(sed -n '1s|.*fakes: *\([^ ]*\).*|$(BUILD)/\1|p' tests/unit/$*.c); \
	objects=; for object in $(LIB_OBJ); do [ "$$object" = "$$fakes" ] || objects="$$objects $$object"; done; \
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $$objects $(MY_LIBS) $(LIBS)

test: all $(UNIT)
	$(Q)BUILD=$(BUILD) tests/run

asan:
	$(MAKE) BUILD=build/asan CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" DEV=$(DEV) test

clean:
	rm -rf build lectern

.PHONY: all help test asan lint bench install uninstall clean
.SECONDARY:
-include $(OBJ:.o=.d) $(UNIT:=.d)
