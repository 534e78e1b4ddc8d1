/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/mp3.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/tty.h"
#include "book/book.h"
#include "book/read/read.h"
#include "cache/cache.h"
#include "command/command.h"
#include "command/options.h"
#include "command/overview.h"
#include "command/project.h"
#include "command/recipe.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "speech/speech.h"
#include "track/track.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Chosen: players keep the whole ID3 tag in memory. A cover should have less than 1 MiB; more than
 * this is a mistake. */
enum { COVER_MAX_BYTES = 16 * 1024 * 1024 };

/* Silence after the last word, or the book would seem to break off. Chosen: within the 1 to 5 s
 * that audiobook stores ask for. */
enum { END_SILENCE_MS = 1500 };

/* Everything that a rendering holds. */
struct rendering {
    const struct options *options;
    struct speech_settings settings;
    enum track_format format;
    const char *book_path;
    char *target;
    struct cache *cache; /* NULL: none */
    struct cache_key recipe;
    bool has_recipe;
    struct project project;
    struct speech *speech;
    struct track_plan plan; /* the track borrows it */
    struct track *track;
    struct track_chapter *chapters;
    struct text cover, narrator, description;
    double started;         /* tty_clock */
    size_t *track_index;    /* per chapter of the book: its index in the track */
    size_t chapter_count;   /* of the track */
    size_t marked_chapters; /* of the track */
};

static bool choose_format(const char *target, enum track_format *format, struct err *err)
{
    static const struct {
        const char *ending;
        enum track_format format;
    } endings[] = {{".mp3", TRACK_MP3},
                   {".wav", TRACK_WAV},
                   {".flac", TRACK_FLAC},
                   {".ogg", TRACK_OPUS},
                   {".opus", TRACK_OPUS}};
    struct view name = view_of(target);
    if (strcmp(target, "-") == 0)
        return err_set(err, ERR_USAGE,
                       "the result cannot be written to standard output, because its header is "
                       "written last; give a file name with -o");
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t bytes = strlen(endings[i].ending);
        if (name.bytes > bytes &&
            view_is_nocase(view_part(name, name.bytes - bytes, name.bytes), endings[i].ending)) {
            *format = endings[i].format;
            return true;
        }
    }
    struct stat status;
    if (stat(target, &status) == 0 && S_ISDIR(status.st_mode))
        return err_set(err, ERR_OUTPUT,
                       "%s: is a directory; give the name of a file in it: -o %s/NAME.mp3", target,
                       target);
    return err_set(err, ERR_USAGE, "%s: the name must end in .mp3, .wav, .flac, .ogg or .opus",
                   target);
}

/* Completes the settings that depend on the format of the file and on the machine. */
static void complete_settings(struct rendering *rendering)
{
    struct speech_settings *settings = &rendering->settings;
    bool opus = rendering->format == TRACK_OPUS;
    settings->encode = rendering->format == TRACK_MP3;
    if (settings->jobs == 0) {
        long processors = sysconf(_SC_NPROCESSORS_ONLN);
        settings->jobs = processors < 1 ? 1 : processors > 256 ? 256 : (int)processors;
    }
    if (opus)
        settings->rate_hz = 48000;
}

static bool check_target(const struct rendering *rendering, struct err *err)
{
    const char *book_path = rendering->book_path;
    if (strcmp(book_path, "-") != 0 && file_same(book_path, rendering->target))
        return err_set(err, ERR_USAGE, "%s: is the book itself; give another file name with -o",
                       rendering->target);
    return true;
}

/* The picture of --cover, else the book's own. "none" means no cover. */
static bool find_cover(struct rendering *rendering, struct err *err)
{
    const char *path = rendering->options->cover;
    const struct cover *own = &rendering->project.book->cover;
    if (path == NULL)
        text_add(&rendering->cover, (const char *)own->bytes, own->byte_count);
    else if (strcmp(path, "none") != 0 && !file_read(path, COVER_MAX_BYTES, &rendering->cover, err))
        return false;
    struct view cover = text_view(&rendering->cover);
    if (cover.bytes == 0 || view_starts(cover, "\xFF\xD8\xFF") || view_starts(cover, "\x89PNG"))
        return true;
    return err_set(err, ERR_INPUT, "%s: is neither a JPEG nor a PNG picture", path);
}

static bool choose_target(struct rendering *rendering, struct err *err)
{
    const char *book_path = rendering->book_path, *output = rendering->options->output;
    rendering->target =
        output != NULL ? mem_copy_text(output, strlen(output))
                       : project_beside(strcmp(book_path, "-") == 0 ? "book" : book_path, ".mp3");
    return choose_format(rendering->target, &rendering->format, err) &&
           (output == NULL || check_target(rendering, err));
}

static void pass_warning(void *context, const char *sentence)
{
    (void)context;
    tty_warn("%s", sentence);
}

static void open_cache(struct rendering *rendering)
{
    const struct options *options = rendering->options;
    struct cache_settings settings = {options->cache_folder,
                                      (uint64_t)options->cache_limit_mib << 20, pass_warning, NULL};
    if (!options->no_cache)
        rendering->settings.cache = rendering->cache = cache_open(&settings);
}

/* What cannot be read for the recipe is reported by whoever needs it. */
static void make_recipe(struct rendering *rendering)
{
    struct err unread;
    rendering->has_recipe =
        strcmp(rendering->book_path, "-") != 0 &&
        recipe_make(rendering->cache, rendering->options, rendering->book_path,
                    rendering->project.given, rendering->target, &rendering->recipe, &unread);
}

static enum target_state examine(const struct rendering *rendering)
{
    return rendering->options->force || rendering->settings.share_count > 0
               ? TARGET_ABSENT
               : recipe_examine(rendering->cache, rendering->has_recipe ? &rendering->recipe : NULL,
                                rendering->target);
}

/* `state`: of the file that is there already. */
static bool prepare(struct rendering *rendering, enum target_state state, struct err *err)
{
    const struct options *options = rendering->options;
    complete_settings(rendering);
    /* A derived name is checked after the book is read: the error for a sound file given as the
     * book should say so, and not complain about the name. */
    if (!project_open(&rendering->project, options, rendering->book_path, false, err) ||
        (options->output == NULL && !check_target(rendering, err)))
        return false;
    if (state == TARGET_FOREIGN)
        return err_set(err, ERR_OUTPUT,
                       "%s: exists, and lectern did not make it or it was changed since; use "
                       "--force to replace it, or -o for another name",
                       rendering->target);
    return find_cover(rendering, err);
}

/* Lists the chosen chapters, which are those of the track. */
static void list_chapters(struct rendering *rendering)
{
    const struct book *book = rendering->project.book;
    rendering->chapters = mem_zero(book->chapter_count, sizeof *rendering->chapters);
    rendering->track_index = mem_zero(book->chapter_count, sizeof *rendering->track_index);
    for (size_t i = 0; i < book->chapter_count; i++) {
        rendering->track_index[i] = rendering->chapter_count;
        if (rendering->project.chosen[i])
            rendering->chapters[rendering->chapter_count++] =
                (struct track_chapter){book->chapters[i].title, book->chapters[i].level};
    }
}

/* The metadata for the ID3 tag: the options, else the book. The narrator is the voice unless one is
 * named. The translator is added to the description, because players show no other field for it. */
static struct metadata metadata_of(struct rendering *rendering)
{
    const struct options *options = rendering->options;
    const struct script *script = rendering->project.script;
    struct metadata metadata = script->book->metadata;
    struct text *description = &rendering->description;
    if (options->book.title != NULL)
        metadata.title_sort = NULL;
    if (options->book.author != NULL)
        metadata.author_sort = NULL;
    metadata_override(&metadata, &options->tag);
    text_addf(&rendering->narrator, "eSpeak NG (%s)", script->voices->items[script->narrator].name);
    text_add_str(description, metadata.description != NULL ? metadata.description : "");
    if (options->tag.description == NULL && metadata.translator != NULL &&
        metadata.translator[0] != '\0')
        text_addf(description, "%sTranslator: %s", description->bytes > 0 ? " \xE2\x80\x93 " : "",
                  metadata.translator);
    metadata.description = description->at;
    if (metadata.narrator == NULL)
        metadata.narrator = rendering->narrator.at;
    if (metadata.genre == NULL)
        metadata.genre = "Audiobook";
    return metadata;
}

static bool open_track(struct rendering *rendering, struct err *err)
{
    rendering->plan = (struct track_plan){
        .format = rendering->format,
        .rate_hz = rendering->settings.rate_hz,
        .bitrate_kbps = rendering->settings.bitrate_kbps,
        .lowpass_hz = speech_lowpass_hz(rendering->speech),
        .metadata = metadata_of(rendering),
        .cover = rendering->cover.bytes > 0 ? rendering->cover.at : NULL,
        .cover_bytes = rendering->cover.bytes,
    };
    for (int padded = 0; padded < 2; padded++) {
        struct view frame = speech_silent_frame(rendering->speech, padded);
        rendering->plan.silent[padded].at = frame.at;
        rendering->plan.silent[padded].bytes = frame.bytes;
    }
    list_chapters(rendering);
    rendering->plan.chapters = rendering->chapters;
    rendering->plan.chapter_count = rendering->chapter_count;
    rendering->track = track_open(rendering->target, &rendering->plan, err);
    return rendering->track != NULL;
}

static void show_progress(struct rendering *rendering, const struct take *take)
{
    const struct book *book = rendering->project.book;
    struct tty_state state = {
        .chapter = book->chapters[take->chapter].title,
        .chapter_number = rendering->track_index[take->chapter] + 1,
        .chapter_count = rendering->chapter_count,
        .done = (double)(take->id + 1) / (double)take->of,
        .sound_seconds = (double)track_now_samples(rendering->track) / rendering->settings.rate_hz,
        .work_seconds = tty_clock() - rendering->started,
    };
    tty_show_progress(&state);
}

static bool write_take(void *context, const struct take *take, struct err *err)
{
    struct rendering *rendering = context;
    struct track *track = rendering->track;
    uint32_t before = take->chapter_start ? take->silence_before_chapter_frames : 0;
    if (!track_silence(track, before, err))
        return false;
    /* A chapter with nothing to say has no take; it starts where the next one does. */
    while (take->chapter_start &&
           rendering->marked_chapters <= rendering->track_index[take->chapter])
        if (!track_chapter(track, rendering->marked_chapters++, err))
            return false;
    if (!track_silence(track, take->silence_frames - before, err))
        return false;
    show_progress(rendering, take);
    if (rendering->settings.encode)
        return track_frames(track, take->mp3.at, take->mp3.bytes, take->frames, err);
    return track_samples(track, take->samples, take->sample_count, err);
}

static void print_summary(const struct rendering *rendering, const struct speech_report *spoken,
                          const struct track_report *report)
{
    char length[64], time[64], kept[32] = "";
    double sound = (double)report->samples / rendering->settings.rate_hz;
    double elapsed = tty_clock() - rendering->started;
    tty_format_seconds(sound, length, sizeof length);
    tty_format_seconds(elapsed, time, sizeof time);
    if (spoken->cached > 0)
        snprintf(kept, sizeof kept, "; %zu %% from the cache",
                 spoken->cached * 100 / spoken->takes);
    tty_say("%s: %s, %zu chapter%s, %zu speaker%s, %.1f MB, in %s (%.0f times real time%s)",
            rendering->target, length, rendering->chapter_count,
            rendering->chapter_count == 1 ? "" : "s",
            overview_speaker_count(rendering->project.script),
            overview_speaker_count(rendering->project.script) == 1 ? "" : "s",
            (double)report->bytes / 1e6, time, elapsed > 0 ? sound / elapsed : 0, kept);
}

/* A file with sentences missing is not up to date: the next run tries again. */
static void remember(const struct rendering *rendering, const struct speech_report *spoken)
{
    bool whole = rendering->has_recipe && spoken->lost_sentences == 0;
    char *cover = book_cover_path(rendering->project.book, rendering->book_path);
    recipe_remember(rendering->cache, whole ? &rendering->recipe : NULL, rendering->target, cover);
    free(cover);
}

/* What comes after the last take: chapters with nothing to say, and silence. */
static bool end_track(struct rendering *rendering, struct err *err)
{
    int rate_hz = rendering->settings.rate_hz;
    uint32_t frames =
        (uint32_t)((int64_t)END_SILENCE_MS * rate_hz / 1000 / mp3_frame_samples(rate_hz));
    while (rendering->marked_chapters < rendering->chapter_count)
        if (!track_chapter(rendering->track, rendering->marked_chapters++, err))
            return false;
    return track_silence(rendering->track, frames, err);
}

/* One warning for each language of foreign phrases, not for each phrase. */
static void warn_of_languages(const struct rendering *rendering)
{
    const struct script *script = rendering->project.script;
    for (size_t i = 1; i < script->language_count; i++)
        if (!speech_has_language(rendering->speech, i))
            tty_warn("eSpeak NG has no voice for phrases in the language \"%s\"; they are read "
                     "like the rest of the book",
                     script->languages[i]);
}

/* Fills the cache and writes no file. */
static bool perform_share(struct rendering *rendering, struct err *err)
{
    struct speech_hooks hooks = {NULL, pass_warning, command_stopped, rendering};
    struct speech_report spoken;
    if (rendering->cache == NULL)
        return err_set(err, ERR_USAGE, "--share needs the cache; leave out --no-cache");
    rendering->speech = speech_open(rendering->project.script, &rendering->settings, err);
    if (rendering->speech == NULL || !speech_perform(rendering->speech, &hooks, &spoken, err))
        return false;
    tty_say("%s: share %zu of %zu is in %s (%zu pieces, of which %zu were there before)",
            rendering->book_path, rendering->settings.share + 1, rendering->settings.share_count,
            cache_folder(rendering->cache), spoken.takes, spoken.cached);
    return true;
}

static bool perform(struct rendering *rendering, struct err *err)
{
    struct speech_hooks hooks = {write_take, pass_warning, command_stopped, rendering};
    struct speech_report spoken;
    struct track_report report;
    rendering->speech = speech_open(rendering->project.script, &rendering->settings, err);
    if (rendering->speech == NULL || !open_track(rendering, err))
        return false;
    warn_of_languages(rendering);
    bool good =
        speech_perform(rendering->speech, &hooks, &spoken, err) && end_track(rendering, err);
    if (!good || command_stopped() || !track_close(rendering->track, &report, err))
        return good && command_stopped() ? err_set(err, ERR_SYSTEM, "stopped by a signal") : false;
    rendering->track = NULL;
    tty_end_progress();
    remember(rendering, &spoken);
    print_summary(rendering, &spoken, &report);
    if (spoken.lost_sentences > 0)
        return err_set(err, ERR_SPEECH, "%zu sentence%s could not be spoken; the rest is in %s",
                       spoken.lost_sentences, spoken.lost_sentences == 1 ? "" : "s",
                       rendering->target);
    return true;
}

static bool has_anything_to_say(const struct script *script)
{
    for (size_t i = 0; i < script->utterance_count; i++)
        if (script->utterances[i].spoken_bytes > 0)
            return true;
    return false;
}

/* What is to be done when the target is not up to date. */
static bool render(struct rendering *rendering, enum target_state state, struct err *err)
{
    const struct options *options = rendering->options;
    if (!prepare(rendering, state, err))
        return false;
    const struct script *script = rendering->project.script;
    if (!has_anything_to_say(script))
        return err_set(err, ERR_INPUT,
                       "%s: there is nothing to read aloud in it; --dry-run lists what is skipped",
                       rendering->book_path);
    project_report_lexicon(&rendering->project);
    if (options->verbosity > 0)
        overview_print_cast(script, stderr);
    if (options->dry_run) {
        overview_print(script, &rendering->settings, rendering->project.chosen, stdout);
        return command_flush(err);
    }
    command_catch_signals();
    return rendering->settings.share_count > 0 ? perform_share(rendering, err)
                                               : perform(rendering, err);
}

static void close_rendering(struct rendering *rendering)
{
    tty_end_progress();
    track_abandon(rendering->track);
    speech_close(rendering->speech);
    project_close(&rendering->project);
    cache_close(rendering->cache);
    text_release(&rendering->cover);
    text_release(&rendering->narrator);
    text_release(&rendering->description);
    free(rendering->chapters);
    free(rendering->track_index);
    free(rendering->target);
}

bool command_render_text(const struct options *options, const char *path, const struct text *script,
                         struct err *err)
{
    struct rendering rendering = {.options = options,
                                  .settings = options->speech,
                                  .book_path = path,
                                  .started = tty_clock(),
                                  .project = {.given = script}};
    enum target_state state = TARGET_ABSENT;
    bool good = choose_target(&rendering, err);
    if (good && !options->dry_run) {
        open_cache(&rendering);
        make_recipe(&rendering);
        state = examine(&rendering);
    }
    if (good && state == TARGET_UP_TO_DATE)
        tty_say("%s: is up to date (--force renders it again)", rendering.target);
    else if (good)
        good = render(&rendering, state, err);
    close_rendering(&rendering);
    return good;
}

bool command_render(const struct options *options, char **words, int count, struct err *err)
{
    return command_need_book("", count, err) && command_render_text(options, words[0], NULL, err);
}
