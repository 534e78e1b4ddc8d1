/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of command/ (see command.h): the command line. One table of options fills a struct;
 * src/help prints it, and a test compares it with the man page.
 *
 * A new option is a row in options.c, a field here or in the settings of the room that uses it, and
 * a paragraph in the man page.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include "base/err.h"
#include "base/metadata.h"
#include "book/book.h"
#include "script/script.h"
#include "settings/settings.h"
#include "speech/speech.h"
#include "split/split.h"

#include <stdbool.h>

struct settings;
struct hasher;

enum progress_choice { PROGRESS_AUTO, PROGRESS_LINES, PROGRESS_NONE };

/* The arguments of an option that may be repeated. Chosen: more lexicons than anybody has. */
enum { OPTION_LIST_MOST = 64 };
struct option_list {
    const char *items[OPTION_LIST_MOST];
    size_t count;
};

/* An option that was set. Strings are borrowed from the arguments and the files of settings. */
struct option_note {
    const char *name, *value;    /* without value: NULL */
    enum settings_origin origin; /* the file ... */
    int line;                    /* ... and line; 0: the command line */
    bool adds;                   /* to a list: earlier ones hold, too */
};

struct options {
    struct book_options book;
    struct script_options script;
    struct speech_settings speech;
    const char *output;                         /* NULL: BOOK.mp3 next to the book */
    const char *output_dir, *name, *files_from; /* see shelf.h; NULL: none */
    bool recursive, nul_separated;
    struct metadata tag; /* NULL: the book's own; title, author and language are in `book` */
    const char *cover;   /* file; NULL: the book's own */
    bool make_cover;     /* where there is none */
    const char *credits; /* a style of book/credits; NULL: none */
    const char *profile; /* see profile.h; NULL: none */
    bool no_config;
    struct settings *settings; /* the files of settings; some strings are in it */
    struct option_note *notes; /* what was set, by whom, in order */
    size_t note_count, note_capacity;
    bool nest_chapters; /* list them as a tree */
    bool number_titles; /* with `split`: "01 - Title" */
    struct split_rule split;
    uint32_t chapter_files; /* a bit for each enum sidecar_format */
    int cover_side;         /* the longer one at most, in pixels; 0: the picture stays as it is */
    struct option_list lexicons;
    const char *say;                  /* what each voice says in `lectern voices`; NULL: nothing */
    const char *cast;                 /* file; NULL: BOOK.cast next to the book */
    const char *chapters, *from, *to; /* see chapter_choice.h; NULL: all */
    enum progress_choice progress;
    int verbosity;            /* enum tty_level: -1 quiet, 0, 1 verbose */
    const char *cache_folder; /* NULL: cache.h's default */
    int cache_limit_mib;      /* of the cache; 0: no limit */
    bool no_cache, force;
    bool json, measure;  /* of `lectern info` */
    const char *picture; /* likewise: the SVG to write; NULL: none */
    bool dry_run, no_sandbox, help, version;
};

/*
 * Fills `options` with the defaults and with what the arguments say. Options may come anywhere;
 * "--" ends them. The words that are not options are moved to the front of `arguments`, and *count
 * becomes their number. Strings point into `arguments`, or belong to `options`: call
 * options_release, also on failure. Errors: ERR_USAGE names the option and what it takes;
 * ERR_SETUP: the profiles cannot be read. The files of settings are applied
 * first, then profiles, then the arguments.
 */
bool options_parse(char **arguments, int *count, struct options *options, struct err *err);
/* The folder of the user's voices; NULL: none. */
const char *options_voices(const struct options *options);
void options_release(struct options *options); /* fine on {0} and twice */

/*
 * Sets the option of this long name, without "--", as a file of settings gives it; strings are
 * borrowed. For an option without argument the value is "yes", "no" or "" (yes). A lectern.conf may
 * set only what shapes the result: not where it goes, what is replaced and what is kept where.
 * Errors: ERR_USAGE as options_parse; for --profile and --no-config.
 */
bool options_set_from(struct options *options, const char *name, const char *value,
                      enum settings_origin origin, int line, struct err *err);

/*
 * Adds to a key all options that shape the result, with the content of the files they name: two
 * calls with the same key give the same file from the same book. Errors: ERR_INPUT when a file
 * cannot be read.
 */
bool options_add_to_key(const struct options *options, struct hasher *hasher, struct err *err);

/* What help and completions say of an option, or of a heading above some: then `name` is NULL and
 * `help` the heading. */
struct option_text {
    char letter;                        /* 0: none */
    const char *name, *argument, *help; /* `argument` is NULL when it takes none */
    bool file;                          /* the argument is the name of a file or folder */
};

/* The rows of the table, in order; false past the last one. */
bool options_describe(size_t index, struct option_text *text);

#endif
