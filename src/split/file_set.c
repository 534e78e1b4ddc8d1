/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "split/file_set.h"

#include "base/mem.h"

#include <stdlib.h>
#include <sys/resource.h>

/* Chosen: more than everything else needs that is open at once (workers, libraries). */
enum { OTHER_DESCRIPTORS = 1200 };

struct file_set {
    const struct file_set_plan *plan;
    struct track **tracks;   /* per part; NULL: not begun */
    struct track_plan track; /* of the last one */
    size_t part;             /* the last one */
    size_t part_count;
    uint64_t *part_samples, *chapter_samples;
    struct track_report sum; /* of the finished ones */
};

static void allow_open_files(size_t count)
{
    struct rlimit limit;
    rlim_t wanted = count + OTHER_DESCRIPTORS;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit); /* where it fails, opening does, with a sentence */
}

static const struct file_part *now_part(const struct file_set *set)
{
    return &set->plan->parts[set->part];
}

static struct track *now_track(const struct file_set *set)
{
    return set->tracks[set->part];
}

/* A file among several has chapters of its own only if it has more than one. */
static bool has_chapters(const struct file_set *set)
{
    return set->part_count == 1 || now_part(set)->content.chapter_count > 1;
}

static bool begin_part(struct file_set *set, size_t part, struct err *err)
{
    set->part = part;
    set->part_samples[part] = set->sum.samples;
    set->track = set->plan->book;
    set->track.debt = set->sum.debt;
    if (set->part_count > 1) {
        const struct file_part *file = now_part(set);
        set->track.number = part + 1;
        set->track.of = set->part_count;
        set->track.title = file->title;
        set->track.chapters += file->content.first_chapter;
        set->track.chapter_count = has_chapters(set) ? file->content.chapter_count : 0;
    }
    set->tracks[part] = track_open(now_part(set)->path, &set->track, err);
    if (set->tracks[part] == NULL)
        return false;
    bool goes_on = now_part(set)->content.continues && has_chapters(set);
    return !goes_on || track_chapter(set->tracks[part], 0, err);
}

struct file_set *file_set_open(const struct file_set_plan *plan, struct err *err)
{
    struct file_set *set = mem_zero(1, sizeof *set);
    set->plan = plan;
    set->part_count = plan->part_count;
    set->tracks = mem_zero(plan->part_count, sizeof *set->tracks);
    set->part_samples = mem_zero(plan->part_count, sizeof *set->part_samples);
    set->chapter_samples = mem_zero(plan->book.chapter_count, sizeof *set->chapter_samples);
    if (plan->part_count > 1)
        allow_open_files(plan->part_count);
    if (begin_part(set, 0, err))
        return set;
    file_set_abandon(set);
    return NULL;
}

static bool finish_part(struct file_set *set, struct err *err)
{
    struct track_report report;
    if (!track_finish(now_track(set), &report, err))
        return false;
    set->sum.samples += report.samples;
    set->sum.bytes += report.bytes;
    set->sum.debt = report.debt;
    return true;
}

static bool next_part(struct file_set *set, struct err *err)
{
    return finish_part(set, err) && begin_part(set, set->part + 1, err);
}

static const struct split_part *part_to_come(const struct file_set *set)
{
    return set->part + 1 < set->part_count ? &set->plan->parts[set->part + 1].content : NULL;
}

bool file_set_chapter(struct file_set *set, size_t index, struct err *err)
{
    const struct split_part *next = part_to_come(set);
    if (next != NULL && !next->continues && next->first_chapter == index && !next_part(set, err))
        return false;
    size_t within = index - now_part(set)->content.first_chapter;
    uint64_t start = track_now_samples(now_track(set));
    if (has_chapters(set)) {
        if (!track_chapter(now_track(set), within, err))
            return false;
        start = track_chapter_samples(now_track(set), within);
    }
    set->chapter_samples[index] = set->part_samples[set->part] + (within == 0 ? 0 : start);
    return true;
}

bool file_set_is_cut_at(const struct file_set *set, size_t index)
{
    const struct split_part *next = part_to_come(set);
    return next != NULL && next->continues && next->first_piece == index;
}

bool file_set_piece(struct file_set *set, size_t index, struct err *err)
{
    return !file_set_is_cut_at(set, index) || next_part(set, err);
}

bool file_set_frames(struct file_set *set, const void *mp3, size_t bytes, uint32_t frames,
                     struct err *err)
{
    return track_frames(now_track(set), mp3, bytes, frames, err);
}

bool file_set_more_frames(struct file_set *set, const void *mp3, size_t bytes, uint32_t frames,
                          struct err *err)
{
    return track_more_frames(now_track(set), mp3, bytes, frames, err);
}

bool file_set_samples(struct file_set *set, const int16_t *samples, size_t count, struct err *err)
{
    return track_samples(now_track(set), samples, count, err);
}

bool file_set_silence(struct file_set *set, uint32_t frames, struct err *err)
{
    return track_silence(now_track(set), frames, err);
}

uint64_t file_set_now_samples(const struct file_set *set)
{
    return set->part_samples[set->part] + track_now_samples(now_track(set));
}

uint64_t file_set_part_samples(const struct file_set *set, size_t part)
{
    return set->part_samples[part];
}

uint64_t file_set_chapter_samples(const struct file_set *set, size_t chapter)
{
    return set->chapter_samples[chapter];
}

bool file_set_finish(struct file_set *set, struct track_report *report, struct err *err)
{
    if (set->part + 1 < set->part_count)
        return err_set(err, ERR_SYSTEM,
                       "internal error: only %zu of %zu files were begun; please report it",
                       set->part + 1, set->part_count);
    if (!finish_part(set, err))
        return false;
    *report = set->sum;
    return true;
}

bool file_set_commit(struct file_set *set, struct err *err)
{
    for (size_t i = 0; i < set->part_count; i++)
        if (!track_commit(set->tracks[i], err))
            return false;
    return true;
}

void file_set_abandon(struct file_set *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < set->part_count; i++)
        track_abandon(set->tracks[i]);
    free(set->tracks);
    free(set->part_samples);
    free(set->chapter_samples);
    free(set);
}
