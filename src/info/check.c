/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each fault is one that some player is known to stumble over; the sentence says which kind.
 * Limits: covers of more than 1 MiB delay the start over a network; a contents frame counts its
 * entries in one byte; a decoder adds 529 samples.
 */
#include "info/check.h"

#include "base/str.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DECODER_DELAY = 529, COVER_MOST_BYTES = 1 << 20 };

static void add_length(struct info *info, const char *how, double seconds)
{
    if (info->length_count < INFO_LENGTHS_MOST)
        info->lengths[info->length_count++] = (struct info_length){how, seconds};
}

/* The number of a text of digits alone; -1 when it is not one. */
static double digits(const char *text)
{
    if (text == NULL || text[0] == '\0' || strspn(text, "0123456789") != strlen(text))
        return -1;
    return strtod(text, NULL);
}

void check_lengths(struct info *info)
{
    const struct info_audio *audio = &info->audio;
    const struct info_frame *frame = &audio->info;
    double rate = audio->rate_hz, counted = (double)audio->frames * audio->frame_samples;
    double heard = counted, trimmed = frame->delay + frame->padding;
    if (frame->has_lame && frame->has_frames && trimmed < counted)
        heard -= trimmed;
    info->seconds = heard / rate;
    if (frame->has_frames) {
        double said = (double)frame->frames * audio->frame_samples;
        if (frame->has_lame && said > trimmed)
            add_length(info, "gapless players (frames it says it has, without the added silence)",
                       (said - trimmed) / rate);
        add_length(info, "players that read its frame count", said / rate);
    }
    add_length(info, "players that count every frame", counted / rate);
    add_length(info, "players that divide size by bit rate",
               (double)(audio->end_at - audio->first_at) * 8 / 1000 / audio->first_kbps);
    double tlen = digits(info_text(info, "TLEN"));
    if (tlen >= 0)
        add_length(info, "players that read the tag (TLEN)", tlen / 1000);
    double last = 0;
    for (size_t i = 0; i < info->tag.chapter_count; i++)
        last = info->tag.chapters[i].end_ms > last ? info->tag.chapters[i].end_ms : last;
    if (info->tag.chapter_count > 0)
        add_length(info, "the end of its last chapter", last / 1000);
}

__attribute__((format(printf, 2, 3))) static void fault(struct info *info, const char *format, ...)
{
    char sentence[400]; /* longer ones are cut */
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    info->faults =
        mem_grow(info->faults, info->fault_count, &info->fault_capacity, sizeof *info->faults);
    info->faults[info->fault_count++] = arena_copy_text(info->arena, sentence, strlen(sentence));
}

static void check_pictures(struct info *info)
{
    const struct info_tag *tag = &info->tag;
    for (size_t i = 0; i < tag->picture_count; i++) {
        const struct info_picture *picture = &tag->pictures[i];
        if (picture->bytes > COVER_MOST_BYTES)
            fault(info, "picture %zu has %zu KiB; players over a network start late", i + 1,
                  picture->bytes >> 10);
        if (strcmp(picture->form, "baseline JPEG") != 0 && strcmp(picture->form, "PNG") != 0)
            fault(info, "picture %zu is a %s, which car radios and other devices do not show",
                  i + 1,
                  strcmp(picture->form, "unknown") == 0 ? "picture of an unknown kind"
                                                        : picture->form);
    }
    if (tag->pictures_first)
        fault(info, "a picture stands before the chapters; players that stream find these late");
}

static void check_tag(struct info *info)
{
    const struct info_tag *tag = &info->tag;
    if (tag->is_cut)
        fault(info, "the ID3 tag says that it has %llu bytes, more than can be read",
              (unsigned long long)tag->bytes);
    if (tag->bad_frames > 0)
        fault(info, "the ID3 tag has %zu bytes that are neither a frame nor padding",
              tag->padding_bytes);
    if (tag->more_tags > 0)
        fault(info, "there are %zu more ID3 tags after the first; players read one",
              tag->more_tags);
    if (tag->is_unsynchronised)
        fault(info, "the ID3 tag is unsynchronised, which some players (AntennaPod) do not read");
    if (tag->has_extended_header)
        fault(info, "the ID3 tag has an extended header, which some players (AntennaPod) misread");
    const char *tlen = info_text(info, "TLEN");
    if (tlen != NULL && (digits(tlen) < 0 || fabs(digits(tlen) / 1000 - info->seconds) > 1))
        fault(info, "TLEN in the tag is not the length");
    if (info->audio.has_ape)
        fault(info, "there is an APE tag at the end; some players take it for sound");
    check_pictures(info);
}

static void check_contents(struct info *info)
{
    const struct info_tag *tag = &info->tag;
    size_t tops = 0, unlisted = 0, chapters = 0;
    for (size_t i = 0; i < tag->contents_count; i++) {
        tops += tag->contents[i].is_top;
        if (tag->contents[i].missing > 0)
            fault(info, "contents \"%s\" name %zu chapters that are not there", tag->contents[i].id,
                  tag->contents[i].missing);
    }
    for (size_t i = 0; i < tag->chapter_count; i++) {
        chapters += !tag->chapters[i].is_group;
        unlisted += !tag->chapters[i].is_group && !tag->chapters[i].is_listed;
    }
    if (chapters > 0 && tag->contents_count == 0)
        fault(info, "there are chapters but no contents (CTOC); Apple's players show none");
    else if (chapters > 0 && tops != 1)
        fault(info, "%zu contents are marked as the top; players want one", tops);
    else if (unlisted > 0)
        fault(info, "%zu chapters are in no contents; some players hide all", unlisted);
}

static int by_start(const void *a, const void *b)
{
    const struct info_chapter *const *one = a, *const *other = b;
    return ((*one)->start_ms > (*other)->start_ms) - ((*one)->start_ms < (*other)->start_ms);
}

/* What many chapters have in common is one fault. */
struct chapter_faults {
    size_t untitled, inner, reversed, beyond, overlapping, gaps, same, unordered, offsets, long_24;
};

static void count_chapter(const struct info *info, const struct info_chapter *chapter,
                          const struct info_chapter *before, struct chapter_faults *count)
{
    count->untitled += chapter->title[0] == '\0';
    count->inner += chapter->text_count > 1;
    count->reversed += chapter->end_ms <= chapter->start_ms;
    count->beyond += chapter->end_ms > info->seconds * 1000 + 50;
    count->offsets += chapter->has_offsets;
    /* FFmpeg and Apple read sizes inside a chapter of version 2.4 as plain numbers. */
    count->long_24 += info->tag.version == 4 && strlen(chapter->title) > 120;
    if (before == NULL)
        return;
    count->same += chapter->start_ms == before->start_ms;
    count->overlapping +=
        chapter->start_ms < before->end_ms && chapter->start_ms != before->start_ms;
    count->gaps += chapter->start_ms > before->end_ms;
}

static void tell_chapters(struct info *info, const struct chapter_faults *count)
{
    const struct {
        size_t count;
        const char *what;
    } rows[] = {
        {count->untitled, "without a title"},
        {count->inner, "with more than a title; Voice makes a mark of each text"},
        {count->reversed, "that do not end after their start; Media3 drops them"},
        {count->beyond, "that end after the sound does; some players stop there"},
        {count->overlapping, "that start before the one before them ends"},
        {count->gaps, "with a gap before them"},
        {count->same, "that start with the one before; players show one of them"},
        {count->unordered, "that are not in the order of their times in the tag"},
        {count->offsets, "with offsets in bytes, which VLC 4 takes for others"},
        {count->long_24,
         "with long titles in a tag of version 2.4, which FFmpeg and Apple misread"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].count > 0)
            fault(info, "%zu chapter%s %s", rows[i].count, rows[i].count == 1 ? "" : "s",
                  rows[i].what);
}

static void check_chapters(struct info *info)
{
    const struct info_tag *tag = &info->tag;
    const struct info_chapter **order = mem_zero(tag->chapter_count + 1, sizeof(void *));
    struct chapter_faults count = {0};
    size_t chapters = 0;
    for (size_t i = 0; i < tag->chapter_count; i++)
        if (!tag->chapters[i].is_group)
            order[chapters++] = &tag->chapters[i];
    for (size_t i = 1; i < chapters; i++)
        count.unordered += order[i]->start_ms < order[i - 1]->start_ms;
    qsort(order, chapters, sizeof *order, by_start);
    for (size_t i = 0; i < chapters; i++)
        count_chapter(info, order[i], i > 0 ? order[i - 1] : NULL, &count);
    if (chapters > 0 && order[0]->start_ms > 0)
        fault(info, "the first chapter does not start at the beginning");
    if (chapters > 0 && fabs(order[chapters - 1]->end_ms / 1000.0 - info->seconds) > 0.1)
        fault(info, "the last chapter does not end where the sound does");
    tell_chapters(info, &count);
    free(order);
}

static void check_info_frame(struct info *info)
{
    const struct info_audio *audio = &info->audio;
    const struct info_frame *frame = &audio->info;
    bool constant = audio->least_kbps == audio->most_kbps;
    uint64_t all_bytes = audio->end_at - audio->first_at;
    if (frame->kind == NULL) {
        fault(info,
              "there is no Info frame: players guess the length%s and hear a short silence at "
              "both ends",
              constant ? "" : ", wrongly, as the bit rate changes,");
        return;
    }
    if (frame->has_frames && frame->frames != audio->frames)
        fault(info, "the %s frame says %lu frames, but there are %llu", frame->kind,
              (unsigned long)frame->frames, (unsigned long long)audio->frames);
    if (frame->has_bytes && frame->bytes != (all_bytes > UINT32_MAX ? UINT32_MAX : all_bytes))
        fault(info, "the %s frame says %lu bytes, but there are %llu", frame->kind,
              (unsigned long)frame->bytes, (unsigned long long)all_bytes);
    if (!frame->toc_rises)
        fault(info, "the table for seeking goes backwards");
    if (strcmp(frame->kind, "Info") == 0 && !constant)
        fault(info, "the bit rate changes, but the Info frame says that it is constant");
    if (strcmp(frame->kind, "Xing") == 0 && constant)
        fault(info, "the bit rate is constant, but the Xing frame says that it changes; players "
                    "then seek by a coarse table");
    if (!frame->has_lame)
        return;
    if (!frame->tag_crc_right)
        fault(info, "the checksum of the %s frame is wrong", frame->kind);
    if (!frame->music_crc_right)
        fault(info, "the checksum of the sound is wrong: it was changed or damaged");
    if (frame->padding > 0 && frame->padding < DECODER_DELAY)
        fault(info, "the end is cut: only %d samples follow it, and decoders need %d",
              frame->padding, DECODER_DELAY);
}

static void check_audio(struct info *info)
{
    const struct info_audio *audio = &info->audio;
    if (audio->gaps > 0)
        fault(info,
              "%llu bytes in %llu places are not frames of sound; players skip or click there",
              (unsigned long long)audio->gap_bytes, (unsigned long long)audio->gaps);
    if (audio->last_is_cut)
        fault(info, "the last frame is cut short");
    if (audio->differs)
        fault(info, "sample rate, version or channels change on the way");
    if (audio->first_borrows)
        fault(info, "the first frame needs data of frames before it, which are not there");
    if (audio->rate_hz == 24000)
        fault(info, "24,000 Hz: FFmpeg, and players built on it, decode that wrongly");
    check_info_frame(info);
}

void check_faults(struct info *info)
{
    if (info->tag.version == 0)
        fault(info, "there is no ID3 tag: no title, no chapters");
    else
        check_tag(info);
    check_contents(info);
    check_chapters(info);
    check_audio(info);
}
