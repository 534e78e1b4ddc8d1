/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/render.h"
#include "audio/mp3.h"
#include "base/mem.h"
#include "base/outlet.h"
#include "base/permits.h"
#include "base/str.h"
#include "base/tty.h"
#include "book/book.h"
#include "book/read/read.h"
#include "cache/cache.h"
#include "command/command.h"
#include "command/confine.h"
#include "command/cover.h"
#include "command/options.h"
#include "command/output.h"
#include "command/overview.h"
#include "command/project.h"
#include "command/recipe.h"
#include "command/shelf.h"
#include "command/stream.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "speech/speech.h"
#include "split/full_title.h"
#include "track/track.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Silence after the last word, or the book would seem to break off. Chosen: within the 1 to 5 s
 * that audiobook stores ask for. */
enum { END_SILENCE_MS = 1500 };

/* What ReplayGain 2.0 brings all sound to. The book has the loudness that was asked for to within
 * 0.3 LU (voices/README.md), so its gain is known before anything is spoken. */
enum { REPLAY_GAIN_LUFS = -18 };

/* Everything that a rendering holds. */
struct rendering {
    const struct options *options;
    const struct render_request *request;
    struct speech_settings settings;
    enum track_format format;
    const char *book_path;
    char *target;
    struct cache *cache; /* NULL: none */
    struct cache_key recipe;
    bool has_recipe;
    enum target_state state; /* of the file that is there already */
    struct project project;
    struct speech *speech;
    struct track_plan plan; /* the output borrows it and the chapters */
    struct output output;
    struct outlet outlet; /* of a stream */
    bool is_stream;
    struct track_chapter *chapters;
    struct arena *titles; /* of the chapters */
    struct text cover, narrator, description;
    double started;         /* tty_clock */
    size_t *track_index;    /* per chapter of the book: its index in the track */
    size_t chapter_count;   /* of the track */
    size_t marked_chapters; /* of the track */
};

static const struct ending {
    const char *ending;
    enum track_format format;
} endings[] = {{".mp3", TRACK_MP3},
               {".wav", TRACK_WAV},
               {".flac", TRACK_FLAC},
               {".ogg", TRACK_OPUS},
               {".opus", TRACK_OPUS}};

static const struct ending *find_ending(struct view name)
{
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (name.bytes > strlen(endings[i].ending) && view_ends_nocase(name, endings[i].ending))
            return &endings[i];
    }
    return NULL;
}

const char *render_ending(struct view name)
{
    const struct ending *ending = find_ending(name);
    return ending != NULL ? ending->ending : NULL;
}

static bool is_split(const struct rendering *rendering)
{
    return rendering->options->split.kind != SPLIT_NONE;
}

static bool choose_format(const char *target, enum track_format *format, struct err *err)
{
    const struct ending *ending = find_ending(view_of(target));
    if (stream_is_asked_for(target)) {
        *format = TRACK_MP3;
        return stream_check(target, ending == NULL || ending->format == TRACK_MP3, err);
    }
    if (ending != NULL) {
        *format = ending->format;
        return true;
    }
    if (view_ends_nocase(view_of(target), ".m4b") || view_ends_nocase(view_of(target), ".m4a"))
        return err_set(
            err, ERR_USAGE,
            "%s: AAC is not written; write an .mp3, and then: ffmpeg -i BOOK.mp3 -c:a aac "
            "-c:v copy BOOK.m4b (chapters and cover are kept)",
            target);
    struct stat status;
    if (stat(target, &status) == 0 && S_ISDIR(status.st_mode))
        return err_set(err, ERR_OUTPUT,
                       "%s: is a directory; give the name of a file in it: -o %s/NAME.mp3", target,
                       target);
    return err_set(err, ERR_USAGE, "%s: the name must end in .mp3, .wav, .flac, .ogg or .opus",
                   target);
}

/* With --split. */
static bool choose_part_format(struct rendering *rendering, struct err *err)
{
    const char *ending = part_naming_of(rendering->options).ending;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (strcmp(endings[i].ending, ending) == 0) {
            rendering->format = endings[i].format;
            return true;
        }
    return err_set(err, ERR_SYSTEM, "internal error: no format is %s; please report it", ending);
}

int render_jobs(const struct options *options)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (options->speech.jobs > 0)
        return options->speech.jobs;
    return processors < 1 ? 1 : processors > 256 ? 256 : (int)processors;
}

/* Completes the settings that depend on the format of the file and on the machine. */
static void complete_settings(struct rendering *rendering)
{
    struct speech_settings *settings = &rendering->settings;
    bool opus = rendering->format == TRACK_OPUS;
    settings->encode = rendering->format == TRACK_MP3;
    settings->jobs = render_jobs(rendering->options);
    if (opus)
        settings->rate_hz = 48000;
}

static bool check_target(const struct rendering *rendering, struct err *err)
{
    return project_check_target(rendering->options, rendering->book_path, rendering->target, false,
                                err);
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
                                      (uint64_t)options->cache_limit_mib << 20, pass_warning, NULL,
                                      options->dry_run};
    if (!options->no_cache)
        rendering->settings.cache = rendering->cache = cache_open(&settings);
}

/* Only the cache has a use for it. What cannot be read for it is reported by whoever needs it. */
static void make_recipe(struct rendering *rendering)
{
    struct err unread;
    rendering->has_recipe =
        cache_folder(rendering->cache) != NULL && rendering->settings.share_count == 0 &&
        strcmp(rendering->book_path, "-") != 0 &&
        recipe_make(
            rendering->cache, rendering->options, rendering->book_path, rendering->project.given,
            is_split(rendering) ? part_naming_of(rendering->options).ending : rendering->target,
            &rendering->recipe, &unread);
}

static bool tells_plan(const struct rendering *rendering)
{
    const struct render_report *report = rendering->request->report;
    return rendering->options->dry_run && report != NULL && report->plan != NULL;
}

/* With --dry-run, a single book is told about whatever there is; of several, what would be done. */
static bool looks_at_target(const struct rendering *rendering)
{
    return !rendering->options->dry_run || tells_plan(rendering);
}

static enum target_state examine(struct rendering *rendering)
{
    struct output *output = &rendering->output;
    output->options = rendering->options;
    output->cache = rendering->cache;
    output->book_path = rendering->book_path;
    output->target = rendering->target;
    if (!looks_at_target(rendering) || rendering->is_stream)
        return TARGET_ABSENT;
    make_recipe(rendering);
    enum target_state state =
        output_examine(output, rendering->has_recipe ? &rendering->recipe : NULL);
    bool renders_anyway = rendering->options->force || rendering->settings.share_count > 0;
    return renders_anyway ? TARGET_ABSENT : state;
}

/* Nothing can stand beside a stream. */
static bool check_stream(const struct rendering *rendering, struct err *err)
{
    if (!is_split(rendering) && rendering->options->chapter_files == 0)
        return true;
    return err_set(err, ERR_USAGE, "%s goes with files, not with a stream; give a name with -o",
                   is_split(rendering) ? "--split" : "--write-chapters");
}

/* `metadata`: NULL before the book is read. */
static bool choose_target(struct rendering *rendering, const struct metadata *metadata,
                          struct err *err)
{
    const struct render_request *request = rendering->request;
    const char *book_path = rendering->book_path, *output = rendering->options->output;
    if (request->target != NULL)
        rendering->target = request->target(request->context, metadata, err);
    else if (output != NULL)
        rendering->target = mem_copy_text(output, strlen(output));
    else
        rendering->target =
            project_beside(strcmp(book_path, "-") == 0 ? "book" : book_path, ".mp3");
    if (rendering->target == NULL ||
        (is_split(rendering) ? !choose_part_format(rendering, err)
                             : !choose_format(rendering->target, &rendering->format, err)) ||
        (output != NULL && request->target == NULL && !check_target(rendering, err)))
        return false;
    rendering->is_stream = stream_is_asked_for(rendering->target);
    rendering->state = examine(rendering);
    return !rendering->is_stream || check_stream(rendering, err);
}

/* The book has been read. False, without an error, when nothing is to be done. A derived name is
 * checked only now: the error for a sound file given as the book should say so, and not complain
 * about the name. */
static bool settle_target(void *context, const struct book *book, struct err *err)
{
    struct rendering *rendering = context;
    struct metadata metadata = project_metadata(rendering->options, book);
    if ((rendering->target == NULL && !choose_target(rendering, &metadata, err)) ||
        !check_target(rendering, err))
        return false;
    if (rendering->state == TARGET_FOREIGN)
        return err_set(err, ERR_OUTPUT,
                       "%s: exists, and lectern did not make it or it was changed since; use "
                       "--force to replace it, or -o for another name",
                       rendering->target);
    return rendering->state != TARGET_UP_TO_DATE;
}

/* Once the book has been read: what needs no script. */
static bool prepare_output(struct rendering *rendering, struct err *err)
{
    complete_settings(rendering);
    return cover_find(rendering->options, rendering->project.book, &rendering->cover, err);
}

static bool begin_stream(void *context, struct script *script, struct err *err);

static bool prepare(struct rendering *rendering, struct err *err)
{
    rendering->project.is_read = settle_target;
    rendering->project.begun = begin_stream;
    rendering->project.context = rendering;
    return project_open(&rendering->project, rendering->options, rendering->book_path, false,
                        err) &&
           (rendering->speech != NULL || prepare_output(rendering, err));
}

/* Lists the chosen chapters, which are those of the track. What a title leaves out may stand in a
 * chapter that is not chosen. */
static void list_chapters(struct rendering *rendering)
{
    const struct book *book = rendering->project.book;
    struct track_chapter *chapters = mem_zero(book->chapter_count, sizeof *chapters);
    rendering->chapters = chapters;
    rendering->titles = arena_new();
    rendering->track_index = mem_zero(book->chapter_count, sizeof *rendering->track_index);
    for (size_t i = 0; i < book->chapter_count; i++)
        chapters[i] = (struct track_chapter){book->chapters[i].title, book->chapters[i].level};
    full_titles_set(chapters, book->chapter_count, rendering->titles);
    for (size_t i = 0; i < book->chapter_count; i++) {
        rendering->track_index[i] = rendering->chapter_count;
        if (rendering->project.chosen[i])
            chapters[rendering->chapter_count++] = chapters[i];
    }
}

/* Paragraphs are lines in a tag. */
static void add_paragraphs(const char *text, struct text *lines)
{
    static const char separator[] = "\xE2\x80\xA9"; /* U+2029 */
    for (struct view rest = view_of(text != NULL ? text : ""); rest.bytes > 0;) {
        size_t end = view_find(rest, separator, 0);
        text_add_str(lines, lines->bytes > 0 ? "\n" : "");
        text_add_view(lines, view_part(rest, 0, end));
        rest = view_part(rest, end + strlen(separator), rest.bytes);
    }
}

static void add_credit(const char *what, const char *name, struct text *description)
{
    if (name != NULL && name[0] != '\0')
        text_addf(description, "%s%s: %s", description->bytes > 0 ? " \xE2\x80\x93 " : "", what,
                  name);
}

/* The metadata for the ID3 tag: the options, else the book. The narrator is the voice unless one is
 * named. Translator and illustrator are added to the description, because players show no other
 * field for them. */
static struct metadata metadata_of(struct rendering *rendering)
{
    const struct options *options = rendering->options;
    const struct script *script = rendering->project.script;
    struct metadata metadata = project_metadata(options, script->book);
    struct text *description = &rendering->description;
    text_addf(&rendering->narrator, "eSpeak NG (%s)", script->voices->items[script->narrator].name);
    add_paragraphs(metadata.description, description);
    if (options->tag.description == NULL) {
        add_credit("Translator", metadata.translator, description);
        add_credit("Illustrator", metadata.illustrator, description);
    }
    metadata.description = description->at;
    if (metadata.narrator == NULL)
        metadata.narrator = rendering->narrator.at;
    if (metadata.genre == NULL)
        metadata.genre = "Audiobook";
    return metadata;
}

/* What is known before anything is spoken: which files there will be. */
static void plan_files(struct rendering *rendering)
{
    rendering->plan = (struct track_plan){
        .format = rendering->format,
        .rate_hz = rendering->settings.rate_hz,
        .bitrate_kbps = rendering->settings.bitrate_kbps,
        .metadata = metadata_of(rendering),
        .replay_gain_db =
            REPLAY_GAIN_LUFS - rendering->settings.loudness_lufs - rendering->settings.gain_db,
        .peak = speech_peak(&rendering->settings),
        .cover = rendering->cover.bytes > 0 ? rendering->cover.at : NULL,
        .cover_bytes = rendering->cover.bytes,
        .nested = rendering->options->nest_chapters,
    };
    list_chapters(rendering);
    rendering->plan.chapters = rendering->chapters;
    rendering->plan.chapter_count = rendering->chapter_count;
    struct parts_request request = {
        .options = rendering->options,
        .script = rendering->project.script,
        .settings = &rendering->settings,
        .track = &rendering->plan,
        .track_index = rendering->track_index,
        .book_path = rendering->book_path,
    };
    output_plan(&rendering->output, &request);
}

static bool open_files(struct rendering *rendering, struct err *err)
{
    struct track_plan *plan = &rendering->plan;
    plan->lowpass_hz = speech_lowpass_hz(rendering->speech);
    for (int padded = 0; padded < 2; padded++) {
        struct view frame = speech_silent_frame(rendering->speech, padded);
        plan->silent[padded].at = frame.at;
        plan->silent[padded].bytes = frame.bytes;
    }
    plan->tone = speech_room_tone(rendering->speech);
    if (rendering->is_stream) {
        plan->stream = stream_put;
        plan->context = &rendering->outlet;
        if (!stream_open(&rendering->outlet, rendering->target, command_stopped, err))
            return false;
    }
    return output_open(&rendering->output, plan, err);
}

static void show_progress(struct rendering *rendering, const struct take *take)
{
    const struct book *book = rendering->project.book;
    struct tty_state state = {
        .unit = "chapter",
        .title = book->chapters[take->chapter].title,
        .number = rendering->track_index[take->chapter] + 1,
        .count = rendering->chapter_count,
        .done = (double)(take->id + 1) / (double)take->of,
        .sound_seconds =
            (double)file_set_now_samples(rendering->output.set) / rendering->settings.rate_hz,
        .work_seconds = tty_clock() - rendering->started,
    };
    tty_show_progress(&state);
}

static uint32_t frames_of_ms(const struct rendering *rendering, int ms)
{
    int rate_hz = rendering->settings.rate_hz;
    return (uint32_t)((int64_t)ms * rate_hz / 1000 / mp3_frame_samples(rate_hz));
}

/* Where a chapter is cut, the file begins and ends like all others, if that is asked for. */
static bool begin_piece(struct rendering *rendering, size_t piece, struct err *err)
{
    struct file_set *set = rendering->output.set;
    const struct speech_settings *settings = &rendering->settings;
    bool pauses = file_set_is_cut_at(set, piece) && settings->lead_out_ms > 0;
    return (!pauses ||
            file_set_silence(set, frames_of_ms(rendering, settings->lead_out_ms), err)) &&
           file_set_piece(set, piece, err) &&
           (!pauses || file_set_silence(set, frames_of_ms(rendering, settings->lead_in_ms), err));
}

static bool write_take(void *context, const struct take *take, struct err *err)
{
    struct rendering *rendering = context;
    struct file_set *set = rendering->output.set;
    const size_t *piece_of_take = rendering->output.parts.piece_of_take;
    uint32_t before = take->chapter_start ? take->silence_before_chapter_frames : 0;
    if (!file_set_silence(set, before, err))
        return false;
    /* A chapter with nothing to say has no take; it starts where the next one does. */
    while (take->chapter_start &&
           rendering->marked_chapters <= rendering->track_index[take->chapter])
        if (!file_set_chapter(set, rendering->marked_chapters++, err))
            return false;
    if (!file_set_silence(set, take->silence_frames - before, err) ||
        (piece_of_take != NULL && !begin_piece(rendering, piece_of_take[take->id], err)))
        return false;
    show_progress(rendering, take);
    if (take->continues)
        return file_set_more_frames(set, take->mp3.at, take->mp3.bytes, take->frames, err);
    if (rendering->settings.encode)
        return file_set_frames(set, take->mp3.at, take->mp3.bytes, take->frames, err);
    return file_set_samples(set, take->samples, take->sample_count, err);
}

static void print_summary(const struct rendering *rendering, const struct speech_report *spoken,
                          const struct track_report *report)
{
    char length[64], time[64], speed[64], kept[32] = "", files[48] = "";
    double sound = (double)report->samples / rendering->settings.rate_hz;
    double elapsed = tty_clock() - rendering->started;
    tty_format_seconds(sound, length, sizeof length);
    tty_format_seconds(elapsed, time, sizeof time);
    tty_format_speed(sound, elapsed, speed, sizeof speed);
    if (spoken->cached > 0)
        snprintf(kept, sizeof kept, "%s%zu %% from the cache", speed[0] != '\0' ? "; " : "",
                 spoken->cached * 100 / spoken->takes);
    const char *opens = speed[0] != '\0' || kept[0] != '\0' ? " (" : "";
    if (is_split(rendering))
        snprintf(files, sizeof files, " in %zu files", rendering->output.parts.count);
    tty_say("%s: %s, %zu chapter%s%s, %zu speaker%s, %.1f MB, in %s%s%s%s%s",
            rendering->is_stream ? rendering->outlet.name : rendering->target, length,
            rendering->chapter_count, rendering->chapter_count == 1 ? "" : "s", files,
            overview_speaker_count(rendering->project.script),
            overview_speaker_count(rendering->project.script) == 1 ? "" : "s",
            (double)report->bytes / 1e6, time, opens, speed, kept, opens[0] != '\0' ? ")" : "");
}

/* CPU time of this process or of its workers, in seconds. */
static double processor_seconds(int who)
{
    struct rusage usage = {0};
    getrusage(who, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* How much of the work more processors, or more machines, can share. */
static void print_processor_time(void)
{
    tty_verbose("processor time: %.3f s for reading, joining and writing, %.3f s in workers",
                processor_seconds(RUSAGE_SELF), processor_seconds(RUSAGE_CHILDREN));
}

/* A file with sentences missing is not up to date: the next run tries again. */
static void remember(struct rendering *rendering, const struct speech_report *spoken)
{
    bool whole = rendering->has_recipe && spoken->lost_sentences == 0;
    char *cover = book_cover_path(rendering->project.book, rendering->book_path);
    output_remember(&rendering->output, whole ? &rendering->recipe : NULL, cover);
    free(cover);
}

/* What comes after the last take: chapters with nothing to say, and silence. */
static bool end_book(struct rendering *rendering, struct err *err)
{
    struct file_set *set = rendering->output.set;
    int lead_out_ms = rendering->settings.lead_out_ms;
    while (rendering->marked_chapters < rendering->chapter_count)
        if (!file_set_chapter(set, rendering->marked_chapters++, err))
            return false;
    return file_set_silence(
        set, frames_of_ms(rendering, lead_out_ms > 0 ? lead_out_ms : END_SILENCE_MS), err);
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

static bool speak(struct rendering *rendering, const struct speech_hooks *hooks,
                  struct speech_report *spoken, struct err *err)
{
    const struct permit_holder *permits = rendering->request->permits;
    if (permits != NULL) /* from here on, the workers need them */
        permits_give(permits, permits->first);
    return speech_perform(rendering->speech, hooks, spoken, err);
}

/* Fills the cache and writes no file. */
static bool perform_share(struct rendering *rendering, struct err *err)
{
    struct speech_hooks hooks = {NULL, pass_warning, command_stopped, rendering, NULL};
    struct speech_report spoken;
    if (rendering->cache == NULL)
        return err_set(err, ERR_USAGE, "--share needs the cache; leave out --no-cache");
    rendering->speech = speech_open(rendering->project.script, &rendering->settings, err);
    if (rendering->speech == NULL || !speak(rendering, &hooks, &spoken, err))
        return false;
    tty_say("%s: share %zu of %zu is in %s (%zu pieces, of which %zu were there before)",
            rendering->book_path, rendering->settings.share + 1, rendering->settings.share_count,
            cache_folder(rendering->cache), spoken.takes, spoken.cached);
    return true;
}

static struct speech_hooks hooks_of(struct rendering *rendering)
{
    return (struct speech_hooks){write_take, pass_warning, command_stopped, rendering,
                                 rendering->is_stream ? &rendering->outlet : NULL};
}

static bool open_speech(struct rendering *rendering, struct err *err)
{
    rendering->speech = speech_open(rendering->project.script, &rendering->settings, err);
    return rendering->speech != NULL && open_files(rendering, err);
}

static bool all_are_chosen(const struct project *project)
{
    for (size_t i = 0; i < project->book->chapter_count; i++)
        if (!project->chosen[i])
            return false;
    return true;
}

/* The script has begun: whoever listens gets the tag and the first seconds while the rest of it is
 * made. */
static bool begin_stream(void *context, struct script *script, struct err *err)
{
    struct rendering *rendering = context;
    const struct options *options = rendering->options;
    struct speech_hooks hooks = hooks_of(rendering);
    if (!rendering->is_stream || options->dry_run || rendering->settings.share_count > 0 ||
        !all_are_chosen(&rendering->project))
        return true;
    if (!prepare_output(rendering, err))
        return false;
    rendering->project.script = script; /* lent: it is the project's when it is complete */
    plan_files(rendering);
    command_catch_signals();
    bool good = open_speech(rendering, err) && speech_begin(rendering->speech, &hooks, err);
    rendering->project.script = NULL;
    return good;
}

static bool perform(struct rendering *rendering, struct err *err)
{
    struct speech_hooks hooks = hooks_of(rendering);
    struct speech_report spoken;
    struct track_report report;
    if (rendering->speech != NULL ? !speech_complete(rendering->speech, err)
                                  : !open_speech(rendering, err))
        return false;
    warn_of_languages(rendering);
    bool good = speak(rendering, &hooks, &spoken, err) && end_book(rendering, err);
    if (!good || command_stopped() || !output_close(&rendering->output, &report, err))
        return good && command_stopped() ? err_set(err, ERR_SYSTEM, "stopped by a signal") : false;
    if (rendering->is_stream && !outlet_finish(&rendering->outlet, command_stopped, err))
        return false;
    tty_end_progress();
    if (!rendering->is_stream)
        remember(rendering, &spoken);
    print_summary(rendering, &spoken, &report);
    if (rendering->request->report != NULL) {
        rendering->request->report->sound_seconds =
            (double)report.samples / rendering->settings.rate_hz;
        rendering->request->report->file_bytes = report.bytes;
    }
    print_processor_time();
    if (spoken.lost_sentences > 0)
        return err_set(err, ERR_SPEECH, "%zu sentence%s could not be spoken; the rest is in %s",
                       spoken.lost_sentences, spoken.lost_sentences == 1 ? "" : "s",
                       rendering->is_stream ? rendering->outlet.name : rendering->target);
    return true;
}

static bool has_anything_to_say(const struct script *script)
{
    for (size_t i = 0; i < script->utterance_count; i++)
        if (script->utterances[i].spoken_bytes > 0)
            return true;
    return false;
}

/* The speakers, one line each. */
static void say_cast(const struct script *script)
{
    char *lines = NULL;
    size_t bytes = 0;
    struct view rest, line;
    FILE *stream = mem_checked(open_memstream(&lines, &bytes));
    overview_print_cast(script, stream);
    fclose(stream);
    rest = (struct view){lines, bytes};
    while (view_next_line(&rest, &line))
        tty_verbose("%.*s", VIEW_ARGS(line));
    free(lines);
}

/* With --dry-run. */
static bool show_plan(struct rendering *rendering, struct err *err)
{
    const struct script *script = rendering->project.script;
    struct render_report *report = rendering->request->report;
    if (!tells_plan(rendering)) {
        overview_print(script, &rendering->settings, rendering->project.chosen, stdout);
        output_print(&rendering->output, stdout);
        return command_flush(err) && speech_check_language(script->book->metadata.language, err);
    }
    char length[64];
    report->sound_seconds =
        (double)speech_estimate_ms(script, &rendering->settings, 0, script->utterance_count) / 1e3;
    tty_format_seconds(report->sound_seconds, length, sizeof length);
    text_addf(report->plan, "%s: %zu chapter%s, ", rendering->target, rendering->chapter_count,
              rendering->chapter_count == 1 ? "" : "s");
    if (is_split(rendering))
        text_addf(report->plan, "%zu files, ", rendering->output.parts.count);
    text_addf(report->plan, "about %s", length);
    return speech_check_language(script->book->metadata.language, err);
}

/* What is to be done when the target is not up to date. */
static bool render(struct rendering *rendering, struct err *err)
{
    const struct options *options = rendering->options;
    if (!prepare(rendering, err))
        return false;
    const struct script *script = rendering->project.script;
    if (!has_anything_to_say(script))
        return err_set(err, ERR_INPUT,
                       "%s: there is nothing to read aloud in it; --dry-run lists what is skipped",
                       rendering->book_path);
    project_report_lexicon(&rendering->project);
    if (options->verbosity > 0)
        say_cast(script);
    if (rendering->speech == NULL)
        plan_files(rendering);
    if (options->dry_run)
        return show_plan(rendering, err);
    if (rendering->settings.share_count == 0 && !output_check(&rendering->output, err))
        return false;
    command_catch_signals();
    return rendering->settings.share_count > 0 ? perform_share(rendering, err)
                                               : perform(rendering, err);
}

static void close_rendering(struct rendering *rendering)
{
    tty_end_progress();
    output_release(&rendering->output);
    outlet_close(&rendering->outlet);
    speech_close(rendering->speech);
    project_close(&rendering->project);
    cache_close(rendering->cache);
    text_release(&rendering->cover);
    text_release(&rendering->narrator);
    text_release(&rendering->description);
    free(rendering->chapters);
    arena_free(rendering->titles);
    free(rendering->track_index);
    free(rendering->target);
}

/* Gives up what is not needed from here on, before anything parses the book. */
static void confine_to(const struct rendering *rendering)
{
    const struct render_request *request = rendering->request;
    struct text below = {0};
    if (request->target_needs_book && request->below != NULL)
        text_addf(&below, "%s/", request->below);
    else
        text_add_str(&below, request->target_needs_book ? request->path : rendering->target);
    const struct confinement left = {
        .book = request->given == NULL ? request->path : NULL,
        .below = looks_at_target(rendering) && strcmp(below.at, "-") != 0 ? below.at : NULL,
        .tidies = rendering->options->dry_run ? NULL : request->tidies,
        .cache = cache_folder(rendering->cache),
        .only_looks = rendering->options->dry_run,
    };
    confine(rendering->options, &left);
    text_release(&below);
}

bool render_book(const struct options *options, const struct render_request *request,
                 struct err *err)
{
    struct rendering rendering = {.options = options,
                                  .request = request,
                                  .settings = options->speech,
                                  .book_path = request->path,
                                  .started = tty_clock(),
                                  .outlet = {.descriptor = -1},
                                  .project = {.given = request->given}};
    rendering.settings.permits = request->permits;
    if (looks_at_target(&rendering))
        open_cache(&rendering);
    bool good = request->target_needs_book || choose_target(&rendering, NULL, err);
    if (good && rendering.state != TARGET_UP_TO_DATE) {
        confine_to(&rendering);
        good = render(&rendering, err);
    }
    if (rendering.state == TARGET_UP_TO_DATE) {
        if (tells_plan(&rendering))
            text_addf(request->report->plan, "%s: is up to date", rendering.target);
        else
            tty_say("%s: is up to date (--force renders it again)", rendering.target);
        good = true;
    }
    if (request->report != NULL)
        request->report->up_to_date = rendering.state == TARGET_UP_TO_DATE;
    close_rendering(&rendering);
    return good;
}

bool command_render_text(const struct options *options, const char *path, const struct text *script,
                         struct err *err)
{
    struct render_request request = {.path = path, .given = script};
    return render_book(options, &request, err);
}

bool command_render(const struct options *options, char **words, int count, struct err *err)
{
    if (shelf_is_asked_for(options, words, count))
        return shelf_render(options, words, count, err);
    return command_need_book("", count, err) && command_render_text(options, words[0], NULL, err);
}
