/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of script: makes the lines that the voices say out of a book.
 *
 * A script is the list of utterances in reading order. An utterance is the longest stretch of one
 * speaker inside one sentence (and, in verse, one line), of at most 2000 bytes. It has the bytes it
 * came from, the text as it will be spoken, a voice, and the pause after it.
 *
 * Call script_make, perhaps script_keep_chapters, then read the struct; script_free. Inside, make.c
 * calls the passes in this order, each needing the ones before it: attribution (who says what),
 * speakers' names and the cast file, casting (who has which voice), pauses.c (their lengths),
 * utterances.c (sentences, text normalisation, languages), and the pauses that cues ask for.
 *
 * The room may use base, book, book/wording, and script/vocabulary, sentences, attribution,
 * casting, lexicon and normaliser. Tests: unit/test_script, unit/test_script_coverage, spec/script,
 * spec/script-hostile, cli/sample.
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

/* Why there is a pause. Each reason has a length; of several reasons, the longest pause wins. */
enum pause_reason {
    PAUSE_NONE,
    PAUSE_QUOTE,  /* the speaker changes in the middle of a sentence, without any mark */
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
    uint32_t given_pause_ms; /* the length that a cue gives, plus 1; 0: as long as `pause` says */
};

struct sentence {
    size_t start, end;
};

/* If a book has more languages, the rest are read as the book's own. Chosen: more than books have,
 * and few enough to be searched one by one. */
enum { SCRIPT_LANGUAGES_MOST = 16 };

/* Letters that are left out because no voice can read them, such as kanji. */
struct unread_letters {
    size_t count;
    size_t of;  /* all letters of the utterances with letters that are not Latin */
    int script; /* of the first one; UScriptCode of ICU */
};

struct script {
    const struct book *book; /* borrowed */
    /* The given voices, and after them copies with the settings of the cast file. Owned by
     * `casting`. */
    const struct voices *voices;
    struct voices *given_voices; /* borrowed */
    struct attribution *attribution;
    struct utterance *utterances;
    size_t utterance_count;
    struct sentence *sentences;
    size_t sentence_count;
    const char *languages[SCRIPT_LANGUAGES_MOST]; /* BCP 47; [0] is the book's */
    size_t language_count;
    struct unread_letters unread;
    struct text spoken; /* all spoken texts, one after the other */
    uint32_t pause_ms[PAUSE_REASON_COUNT];
    uint16_t narrator; /* voice */
    struct casting *casting;
    const struct castfile *cast; /* what the casting follows; NULL when there is no cast file */
    int32_t *entry_of;           /* the entry of each speaker in it, or -1; NULL without cast */
    struct castfile *own_cast;   /* that of a script file; owned */
};

struct script_options {
    const char *narrator;        /* voice name; NULL: the first voice tagged "narrator" */
    int margin;                  /* see attribution.h; -1: its default */
    bool one_language;           /* foreign phrases are read as the book's own language */
    bool single_voice;           /* the narrator reads everything */
    const struct castfile *cast; /* NULL: that of the script file, if any */
    struct lexicon *lexicon;     /* the user's; counts its hits; may be NULL */
    int narrator_wpm;  /* reading rate to which pauses of default length are in proportion; 0: none
                        */
    int pause_percent; /* of all pauses of default length */
    uint32_t pause_ms[PAUSE_REASON_COUNT];
    /* Called once, when the script has its first SCRIPT_BEGUN_BYTES of spoken text and is not yet
     * complete: what it has by then will not change, so that it can be spoken. Not where cues give
     * pauses, which come last. False, with an error, ends script_make. NULL: nobody waits. */
    bool (*begun)(void *context, struct script *script, struct err *err);
    void *context; /* for it */
};

/* Chosen: twenty seconds, in which the rest is certainly made. */
enum { SCRIPT_BEGUN_BYTES = 400 };

/* The lengths used when no option says otherwise. */
extern const struct script_options script_defaults;

/*
 * Makes the script of a book. Errors: ERR_SETUP (language data), ERR_USAGE (no such voice),
 * ERR_INPUT (cast file, script file: see casting/castfile.h, casting/cues.h). NULL on failure. The
 * book, the voices and the cast must outlive it; free with script_free.
 */
struct script *script_make(const struct book *book, struct voices *voices,
                           const struct script_options *options, struct err *err);
void script_free(struct script *script); /* NULL is fine */

/* Keeps only the utterances of the chosen chapters (one bool a chapter), and all speakers and
 * voices. */
void script_keep_chapters(struct script *script, const bool *chosen);

/* The spoken form of an utterance; borrowed. */
struct view script_spoken(const struct script *script, const struct utterance *utterance);

/* The pause after an utterance. */
uint32_t script_pause_ms(const struct script *script, const struct utterance *utterance);

/* The kind of what the narrator reads in a block. */
enum utterance_kind utterance_kind_of_block(const struct block *block);
const char *utterance_kind_name(enum utterance_kind kind);
const char *pause_reason_name(enum pause_reason reason); /* "sentence", "paragraph", ... */
/* The reason of that name, or PAUSE_NONE. */
enum pause_reason pause_reason_named(struct view name);

/* Whether each byte of the text that is not white space is in exactly one utterance or skipped
 * block. If not, ERR_SYSTEM with the first such byte. */
bool script_check(const struct script *script, struct err *err);

#endif
