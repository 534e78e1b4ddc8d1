/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to audio/: what a master says about itself, in the forms of FLAC, Opus and WAV.
 *
 * The times of the chapters are known only at the end. So every form has its final size from the
 * start, and says where a time goes.
 */
#ifndef AUDIO_LABELS_H
#define AUDIO_LABELS_H

#include "audio/sound.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

/* The format has three digits for the number of a chapter. They begin with 1 as in a cue sheet,
 * because FFmpeg takes chapters with one number for one. */
enum { COMMENT_CHAPTERS_MOST = 999 };

/*
 * Indexes of the chapters that a format with room for `most` lists: all of them, or those of the
 * highest levels that it has room for, or the first ones. *count of them; free() the list.
 */
size_t *labels_pick(const struct sound_labels *labels, size_t most, size_t *count);

/* The user comments of a Vorbis comment header ("Ogg Vorbis I format specification: comment field
 * and header specification"), each with its length before it. Chapters are those of the "Chapter
 * Extension" (wiki.xiph.org), which FFmpeg and mpv read. */
struct vorbis_comments {
    struct text list;
    uint32_t count;
    /* private */
    size_t *time_at, *chapters, chapter_count;
};

/* `is_opus`: with the gains of an Opus, and the cover as FLAC's picture block in base64. */
void vorbis_comments_make(struct vorbis_comments *comments, const struct sound_labels *labels,
                          bool is_opus);
/* `starts`: of all chapters, in samples. */
void vorbis_comments_set_times(struct vorbis_comments *comments, const uint64_t *starts,
                               int rate_hz);
void vorbis_comments_free(struct vorbis_comments *comments);

/* "image/jpeg" or "image/png" by its first bytes; NULL when there is no cover, or another one. */
const char *labels_picture_type(const struct sound_labels *labels);

/* Appends the LIST chunk of a WAV with the INFO tags, in UTF-8 ("Multimedia Programming Interface
 * and Data Specifications 1.0"); nothing when there is nothing to say. */
void labels_add_info(const struct sound_labels *labels, struct text *out);
/* Appends the cue chunk and the LIST chunk with its labels; nothing without chapters. */
void labels_add_cues(const struct sound_labels *labels, const uint64_t *starts, struct text *out);

#endif
