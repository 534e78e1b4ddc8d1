/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of sidecar/: the chapters of a book as text files beside the sound, for players and programs
 * that do not read them from it.
 *
 * UTF-8; control characters become blanks. Times are in milliseconds since the start of the book,
 * as if it were one file.
 *
 * Uses base/ only. Tests: test_sidecar; tests/cli/split.sh.
 */
#ifndef SIDECAR_SIDECAR_H
#define SIDECAR_SIDECAR_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct metadata;

enum sidecar_format {
    SIDECAR_FFMETADATA, /* "FFMETADATA1" of FFmpeg, which ffmpeg -i SOUND -i FILE -map_chapters 1
                           puts into a file of another format */
    SIDECAR_JSON,       /* "JSON chapters" of Podcasting 2.0, version 1.2.0 */
    SIDECAR_TXT,        /* a line for each: 00:00:00.000 Title */
    SIDECAR_CUE,  /* a cue sheet: a track for each chapter; times are rounded down to 1/75 s */
    SIDECAR_M3U8, /* a playlist of the files, in UTF-8 */
    SIDECAR_FORMAT_COUNT
};

struct sidecar_file {
    const char *name; /* without its folder */
    const char *title;
    uint64_t start_ms;
    bool is_mp3;
};

struct sidecar_chapter {
    const char *title;
    uint64_t start_ms;
    size_t file; /* the one it starts in */
};

/* At least one file; chapters and files in the order of time. */
struct sidecar_book {
    const struct metadata *metadata;
    const struct sidecar_file *files;
    size_t file_count;
    const struct sidecar_chapter *chapters;
    size_t chapter_count;
    uint64_t end_ms;
};

/* What --write-chapters calls the format: "cue". */
const char *sidecar_name(enum sidecar_format format);
/* The ending of its files: ".cue", ".chapters.json". */
const char *sidecar_ending(enum sidecar_format format);
/* A list of names, separated by commas, as one bit for each format: 1 << SIDECAR_CUE. Errors:
 * ERR_USAGE. */
bool sidecar_parse(struct view list, uint32_t *formats, struct err *err);

/* Appends the whole text. */
void sidecar_write(enum sidecar_format format, const struct sidecar_book *book, struct text *out);

/* Whether the file is one that sidecar_write made and nobody changed since. It says so itself, in a
 * comment at its end; those of JSON and TXT have none and are not known. */
bool sidecar_is_own(const char *path);

#endif
