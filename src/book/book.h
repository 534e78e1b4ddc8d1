/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/: the tree that a reader makes of a file. Uses base/ only.
 *
 * A book is one UTF-8 text with a list of blocks in reading order and a list of chapters over it.
 * The readers (plain text, EPUB, HTML, Markdown, script file) differ; the tree does not. All places
 * are byte ranges of the text, end exclusive, so that everything that is made of a book later can
 * be traced to its source.
 *
 * Order of calls: a reader takes an empty book from book_new and fills it; read/ adds what the
 * reader left open (title, author, language, cover); from then on the book does not change;
 * book_free ends it. Only the command `segment` and the tests call book_check.
 *
 * Invariants, verified by book_check: blocks are in order and do not overlap; every byte of the
 * text that is not white space lies in exactly one block; every block that is read lies in a
 * chapter; chapters are in order; chapter 0 starts with the first block that is read, or with the
 * speaker's label before it; chapter i ends where i+1 starts.
 *
 * Tests: unit/test_book; every unit test of a reader (see tests/README.md), fuzzer `book`.
 */
#ifndef BOOK_BOOK_H
#define BOOK_BOOK_H

#include "base/err.h"
#include "base/metadata.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text;

enum block_kind {
    BLOCK_HEADING, /* the heading of a chapter, or of a section inside one */
    BLOCK_PARAGRAPH,
    BLOCK_VERSE,  /* one stanza; its line breaks matter and are kept */
    BLOCK_LETTER, /* a quoted letter, diary, document */
    BLOCK_LIST,   /* one item of a list, or lines that belong together as rows */
    BLOCK_BREAK,  /* a scene break: silence, its marks (* * *) are not read */
    BLOCK_SKIP,   /* not read; `reason` says why */
};

/*
 * Why a stretch is not read. The names that skip_reason_name returns are part of the output of
 * `lectern segment`: do not change them.
 */
enum skip_reason {
    SKIP_NONE,
    SKIP_LICENCE,     /* publisher's or Project Gutenberg's header, licence, credits */
    SKIP_CONTENTS,    /* contents list, list of illustrations */
    SKIP_TRANSCRIBER, /* transcriber's notes, errata */
    SKIP_INDEX,
    SKIP_ILLUSTRATION, /* [Illustration: ...] and the like */
    SKIP_PAGE_NUMBER,
    SKIP_FOOTNOTE,
    SKIP_SPEAKER_LABEL, /* "ALGERNON." in a play: it becomes the speaker of what follows */
    SKIP_MARKUP,        /* rules, ornaments, scene break marks */
    SKIP_IMPRINT,       /* publisher, printer, copyright: nobody wants to hear it */
    SKIP_FRONT_MATTER,  /* EPUB: by its role in the book */
    SKIP_BACK_MATTER,
    SKIP_HIDDEN,    /* EPUB: hidden text, page lists; what surrounds the text of a saved web page */
    SKIP_NOTE_MARK, /* the number or star that refers to a note, and the link back */
    SKIP_CODE,      /* program text */
    SKIP_TABLE,     /* a table of data too large to listen to */
    SKIP_AUXILIARY, /* EPUB: a file outside the reading order (linear="no") */
    SKIP_REASON_COUNT
};

struct block {
    enum block_kind kind;
    enum skip_reason reason; /* SKIP_NONE unless kind is BLOCK_SKIP or BLOCK_BREAK */
    size_t start, end;       /* byte range in book->text, no white space at either end */
    uint32_t chapter;        /* index; meaningless for BLOCK_SKIP */
    uint32_t line;           /* EPUB: line of `source` where its element starts; 0: unknown */
    int level;               /* headings: 1 is the top; else 0 */
    const char *speaker;     /* a play's label or a persona; NULL when the text does not say */
    const char *language;    /* BCP 47 where it differs from the book's; else NULL */
    const char *source;      /* EPUB: member the block came from; else NULL */
};

/* What is known about a few bytes inside a block. Spans are in order of start and may nest. */
enum span_kind {
    SPAN_EMPHASIS,
    SPAN_LANGUAGE,   /* value: BCP 47 */
    SPAN_PHONEMES,   /* value: eSpeak NG mnemonics */
    SPAN_ALIAS,      /* value: read this instead; "" to read nothing */
    SPAN_ROMAN,      /* certainly a Roman numeral */
    SPAN_INITIALISM, /* said letter by letter */
    SPAN_COMPASS,    /* "N.N.W." */
    SPAN_DIRECTION,  /* a stage direction */
};

struct span {
    enum span_kind kind;
    size_t start, end;
    const char *value; /* NULL where the kind has none */
};

struct chapter {
    size_t start,
        end;   /* from its first block to the next chapter's first block, or the last's end */
    int level; /* 1 is the top */
    const char *title; /* as shown in a player: one line, no markup, never empty */
    bool has_heading;  /* the text has a heading line for it */
};

/* The picture of the cover, unchanged. Its first bytes say that it is a JPEG or PNG. */
struct cover {
    const unsigned char *bytes; /* NULL when there is none */
    size_t byte_count;
    const char *media_type; /* "image/jpeg", "image/png" */
};

/* A cue of a script file at a place of the text: see scriptfile/scriptfile.h. */
enum cue_kind {
    CUE_SPEAKER, /* `value` speaks, from here to the next cue or to the end of the block */
    CUE_PAUSE,   /* the pause here has this length */
};

enum cue_manner { CUE_READS, CUE_SAYS, CUE_THINKS, CUE_WRITES };

struct cue {
    enum cue_kind kind;
    enum cue_manner manner; /* CUE_SPEAKER: CUE_READS is the narrator's own text */
    bool unsure;            /* CUE_SPEAKER: with a question mark */
    size_t at;              /* offset in the text; in order */
    uint32_t line;          /* of the file, for messages */
    uint32_t ms;            /* CUE_PAUSE */
    const char *value;      /* CUE_SPEAKER: a speaker's or a voice's name */
};

/* The part of a script file that only script/ understands. Each is NULL when the file has none. */
struct book_script {
    const char *path;   /* of the file, for messages; not NULL for a script file */
    bool says_who;      /* its cues name the speakers; false: it has pauses and chapters only */
    const char *cast;   /* lines of the [cast] part, as castfile.h reads them */
    uint32_t cast_line; /* of its first line */
    const char *pauses; /* "sentence=420,..." */
    uint32_t pauses_line;
    const char *cover; /* path, relative to the script file, of a picture, or of an EPUB with one */
};

struct book {
    struct arena *arena;         /* owns every string below and the lists' strings */
    struct languages *languages; /* the data files of languages that were read for this book */
    const char *text;            /* UTF-8, valid, NUL-terminated */
    size_t text_bytes;
    struct metadata metadata; /* title never empty; author "" when unknown; language always known */
    const char *encoding;     /* of the file as it came: "UTF-8", "windows-1252", "UTF-16LE" */
    struct block *blocks;     /* malloc'ed lists, freed by book_free */
    size_t block_count;
    struct chapter *chapters;
    size_t chapter_count;
    struct span *spans;
    size_t span_count;
    size_t bad_bytes;         /* bytes that were not text and became U+FFFD */
    struct cover cover;       /* bytes in the arena */
    const char *cover_source; /* EPUB: member that is the cover, also when it is no JPEG or PNG;
                                 NULL: none */
    const char **warnings; /* malloc'ed list; one finished line each: what is missing or damaged in
                              the file */
    size_t warning_count;
    struct book_script script;
    struct cue *cues; /* malloc'ed; in order */
    size_t cue_count;
};

/* Where notes are read when SKIP_FOOTNOTE is in read_reasons (EPUB, HTML, Markdown). */
enum note_position {
    NOTES_IN_PLACE,     /* where the file has them */
    NOTES_AT_REFERENCE, /* after the paragraph that refers to them */
    NOTES_AT_CHAPTER_END,
};

struct book_options {
    uint32_t read_reasons; /* bits (1 << enum skip_reason): stretches to read all the same */
    enum note_position notes;
    bool image_texts;            /* read the texts that describe pictures */
    const char *language;        /* NULL: found in the text */
    const char *title, *author;  /* NULL: found in the text, else the file's name and "" */
    const char *const *speakers; /* names in the cast file, which make "NAME: ..." a label; the
                                    list ends with NULL; may be NULL */
};

/* An empty book, all zero but for its arena and data files. Free with book_free. */
struct book *book_new(void);
void book_free(struct book *book); /* NULL is fine */

/* Adds a line to book->warnings, for a reader that has only a few. */
void book_warn(struct book *book, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The warning that so many characters of the file were misread before and have been mended; none
 * for 0. */
void book_warn_mended(struct book *book, size_t characters);

/*
 * Index of the chapter that the byte `at` belongs to: the last one that starts at or before it.
 * Text before the first chapter belongs to the first. 0 for a book without chapters.
 */
size_t book_chapter_at(const struct book *book, size_t at);
/* Index of the first span that starts at or after the byte `start`. */
size_t book_span_from(const struct book *book, size_t start);

/* The text of a block, or of any range. Valid as long as the book. */
struct view book_view(const struct book *book, size_t start, size_t end);
/* The text of a block of the book. */
struct view block_text(const struct book *book, const struct block *block);

const char *block_kind_name(enum block_kind kind);
const char *skip_reason_name(enum skip_reason reason);
/* The reason of that name, or SKIP_NONE. */
enum skip_reason skip_reason_named(const char *name);

/*
 * Verifies the invariants above. False when one does not hold, which is a bug of a reader: `err`
 * (ERR_SYSTEM) names the first.
 */
bool book_check(const struct book *book, struct err *err);

#endif
