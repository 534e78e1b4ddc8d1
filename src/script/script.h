/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script/: the book becomes lines for voices.
 *
 * A script is the list of utterances in reading order. An utterance is the longest stretch of one
 * speaker inside one sentence (and, in verse, one line), of at most 2000 bytes; it has the bytes it
 * came from, the text as it will be spoken, a voice, and the pause after it.
 */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct block;
struct book;
struct voices;
struct attribution;
struct casting;
struct castfile;
struct lexicon;

enum utterance_kind {
    UTTERANCE_HEADING,
    UTTERANCE_NARRATION,
    UTTERANCE_SPEECH,
    UTTERANCE_THOUGHT,
    UTTERANCE_LETTER,
    UTTERANCE_VERSE,
};

/* Why there is a pause; each has a length. The largest of neighbours wins. */
enum pause_reason {
    PAUSE_NONE,
    PAUSE_QUOTE,  /* the speaker changes in mid sentence, without any mark */
    PAUSE_COMMA,  /* ... at a comma */
    PAUSE_CLAUSE, /* ... at ; : or a dash */
    PAUSE_SENTENCE,
    PAUSE_ITEM, /* between items of a list */
    PAUSE_LINE, /* line of verse */
    PAUSE_STANZA,
    PAUSE_PARAGRAPH,
    PAUSE_HEADING, /* after a heading */
    PAUSE_BREAK,   /* scene break */
    PAUSE_CHAPTER, /* before the next chapter */
    PAUSE_REASON_COUNT
};

struct utterance {
    size_t start, end;     /* byte range in book->text, no white space at either end */
    size_t spoken_at;      /* in script->spoken */
    uint32_t spoken_bytes; /* 0: nothing to say */
    uint32_t chapter;
    uint32_t speaker;   /* index into attribution->speakers */
    uint16_t voice;     /* index into voices->items */
    uint8_t kind;       /* enum utterance_kind */
    uint8_t pause;      /* enum pause_reason */
    uint8_t confidence; /* 0 to 100, of the speaker */
    uint8_t language;   /* index into script->languages */
    bool ends_sentence;
    uint32_t given_pause_ms; /* a tag's own length, plus 1; 0: as long as `pause` says */
};

struct sentence {
    size_t start, end;
};

/* More languages than this in one book: the rest is read as the book's own. */
enum { SCRIPT_LANGUAGES_MOST = 16 };

struct script {
    const struct book *book; /* borrowed */
    /* Those that were given, and behind them copies with settings of the cast file. */
    const struct voices *voices;
    const struct voices *given_voices; /* borrowed */
    struct attribution *attribution;
    struct utterance *utterances;
    size_t utterance_count;
    struct sentence *sentences;
    size_t sentence_count;
    const char *languages[SCRIPT_LANGUAGES_MOST]; /* BCP 47; [0] is the book's */
    size_t language_count;
    struct text spoken; /* all spoken texts, one behind the other */
    uint32_t pause_ms[PAUSE_REASON_COUNT];
    uint16_t narrator; /* voice */
    struct casting *casting;
    const struct castfile *cast; /* what the casting follows; NULL: none */
    int32_t *entry_of;           /* its entry of each speaker, or -1; NULL without cast */
    struct castfile *own_cast;   /* the one of a script file */
};

struct script_options {
    const char *narrator;        /* voice name; NULL: the first voice tagged "narrator" */
    int margin;                  /* see attribution.h; -1: its default */
    bool one_language;           /* foreign phrases are read as the book's own language */
    bool single_voice;           /* the narrator reads everything */
    const struct castfile *cast; /* NULL: none, or the one in a script file */
    struct lexicon *lexicon;     /* the user's, counts its hits; NULL: none */
    int narrator_wpm; /* reading rate; pauses of default length keep their proportion to it; 0: none
                       */
    int pause_percent; /* all pauses of default length: 100 is as they are */
    uint32_t pause_ms[PAUSE_REASON_COUNT];
};

/* The lengths used when no option says otherwise. */
extern const struct script_options script_defaults;

/*
 * Makes the script of a book. Errors: ERR_SETUP (language data), ERR_USAGE (no such voice),
 * ERR_INPUT (cast file, script file: see castfile.h, cued.h). NULL on failure. The book, the voices
 * and the cast must outlive it; free with script_free.
 */
struct script *script_make(const struct book *book, const struct voices *voices,
                           const struct script_options *options, struct err *err);
void script_free(struct script *script); /* NULL is fine */

/* Keeps the utterances of the chosen chapters (one bool a chapter); speakers and voices stay. */
void script_keep_chapters(struct script *script, const bool *chosen);

struct view script_spoken(const struct script *script, const struct utterance *utterance);

/* The pause behind an utterance. */
uint32_t script_pause_ms(const struct script *script, const struct utterance *utterance);

/* The kind of what the narrator reads in a block. */
enum utterance_kind utterance_kind_of_block(const struct block *block);
const char *utterance_kind_name(enum utterance_kind kind);
const char *pause_reason_name(enum pause_reason reason); /* "sentence", "paragraph", ... */
/* The reason of that name, or PAUSE_NONE. */
enum pause_reason pause_reason_named(struct view name);

/* Every non-blank byte of the text in exactly one utterance or skipped block? ERR_SYSTEM names the
 * first. */
bool script_check(const struct script *script, struct err *err);

#endif
