/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lectern info: what is in an MP3. Plain lines, each complete in itself, for screen readers. */
#include "info/info.h"
#include "base/file.h"
#include "base/json.h"
#include "base/tty.h"
#include "command/command.h"
#include "command/options.h"
#include "info/listen.h"
#include "info/waveform.h"
#include "picture/picture.h"
#include "speech/worker.h"
#include "track/track.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Chosen: as wide as a screen. */
enum { PNG_SIDE = 1920, PNG_BYTES_MOST = 64 * 1024 * 1024 };

struct inspection {
    const char *path;
    struct info info;
    struct listen listen;
    bool has_listened, seal_is_right;
};

static const char *version_name(int version)
{
    return version == 1 ? "MPEG-1" : version == 2 ? "MPEG-2" : "MPEG-2.5";
}

static void print_text(const char *label, const char *value)
{
    fputs(label, stdout);
    tty_write_masked(stdout, view_of(value));
    putchar('\n');
}

/* 1:02:03.456 */
static void print_time(double seconds)
{
    unsigned long long ms = seconds > 0 ? (unsigned long long)llround(seconds * 1000) : 0;
    printf("%llu:%02llu:%02llu.%03llu", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

static void print_sound(const struct info_audio *audio)
{
    printf("Sound: %s Layer III, %d Hz, %s, ", version_name(audio->version), audio->rate_hz,
           audio->channels == 1 ? "mono" : "stereo");
    if (audio->least_kbps == audio->most_kbps)
        printf("constant %d kbit/s", audio->first_kbps);
    else
        printf("%d to %d kbit/s, %.0f on average", audio->least_kbps, audio->most_kbps,
               (double)audio->bytes * 8 / 1000 /
                   ((double)audio->frames * audio->frame_samples / audio->rate_hz));
    printf("; %llu frames%s\n", (unsigned long long)audio->frames,
           audio->borrowing_frames == 0 ? ", each complete in itself" : "");
    const struct info_frame *frame = &audio->info;
    if (frame->has_lame)
        printf("Encoder: %s; low-pass %d Hz; adds %d samples before the sound, %d after it\n",
               frame->encoder, frame->lowpass_hz, frame->delay, frame->padding);
    else
        printf("Encoder: does not say; %s frame\n", frame->kind != NULL ? frame->kind : "no Info");
}

static void print_origin(const struct inspection *inspection)
{
    const char *maker = info_text(&inspection->info, "TSSE");
    if (maker != NULL)
        print_text("Made by: ", maker);
    if (inspection->info.tag.has_seal_frame)
        printf("Seal: %s\n", inspection->seal_is_right
                                 ? "right: lectern made this file, and it was not changed since"
                                 : "broken: the file was changed after lectern made it");
    else
        puts("Seal: none: not a file of lectern, or one that was streamed or tagged anew");
}

static void print_tag(const struct info_tag *tag)
{
    if (tag->version == 0)
        return;
    printf("Tag: ID3v2.%d, %llu bytes, of which %zu are padding\n", tag->version,
           (unsigned long long)tag->bytes, tag->padding_bytes);
    for (size_t i = 0; i < tag->text_count; i++) {
        const struct info_text *text = &tag->texts[i];
        printf("  %s", text->id);
        if (text->name[0] != '\0') {
            putchar(' ');
            tty_write_masked(stdout, view_of(text->name));
        }
        print_text(": ", text->value);
    }
    for (size_t i = 0; i < tag->picture_count; i++) {
        const struct info_picture *picture = &tag->pictures[i];
        printf("  Picture %zu: %s, %d by %d pixels, %zu bytes, %s\n", i + 1, picture->form,
               picture->width, picture->height, picture->bytes,
               picture->type == 3 ? "front cover" : "not a front cover");
    }
}

static void print_chapters(const struct info_tag *tag)
{
    size_t count = 0, number = 0;
    for (size_t i = 0; i < tag->chapter_count; i++)
        count += !tag->chapters[i].is_group;
    printf("Chapters: %zu\n", count);
    for (size_t i = 0; i < tag->chapter_count; i++) {
        const struct info_chapter *chapter = &tag->chapters[i];
        printf("%*s", 2 * chapter->level, "");
        if (!chapter->is_group)
            printf("%zu. ", ++number);
        print_time(chapter->start_ms / 1000.0);
        printf(" to ");
        print_time(chapter->end_ms / 1000.0);
        print_text(chapter->is_group ? " (part) " : " ", chapter->title);
    }
}

static void print_loudness(const struct listen *listen)
{
    if (listen->is_silent) {
        puts("Loudness: it is silent");
        return;
    }
    printf("Loudness: %.1f LUFS, range %.1f LU; true peak %.1f dBTP, highest sample %.1f dBFS, "
           "RMS %.1f dBFS\n",
           listen->lufs, listen->range_lu, listen->true_peak_db, listen->peak_db, listen->rms_db);
    if (isfinite(listen->floor_db))
        printf("Quietest half second: %.1f dBFS RMS", listen->floor_db);
    else
        printf("Quietest half second: digital silence");
    printf("; %.2f s before the first sound, %.2f s after the last\n", listen->lead_in_s,
           listen->lead_out_s);
}

static void print_lines(const struct inspection *inspection)
{
    const struct info *info = &inspection->info;
    print_text("File: ", inspection->path);
    printf("Length: ");
    print_time(info->seconds);
    printf(", %llu bytes\n", (unsigned long long)info->bytes);
    for (size_t i = 0; i < info->length_count; i++) {
        printf("  ");
        print_time(info->lengths[i].seconds);
        printf(" for %s\n", info->lengths[i].how);
    }
    print_sound(&info->audio);
    print_origin(inspection);
    if (inspection->has_listened)
        print_loudness(&inspection->listen);
    print_tag(&info->tag);
    print_chapters(&info->tag);
    printf("Faults: %zu\n", info->fault_count);
    for (size_t i = 0; i < info->fault_count; i++)
        print_text("  ", info->faults[i]);
}

static void write_file_object(struct json *json, const struct inspection *inspection)
{
    const struct info *info = &inspection->info;
    const struct info_audio *audio = &info->audio;
    const char *seal = inspection->seal_is_right  ? "right"
                       : info->tag.has_seal_frame ? "broken"
                                                  : "none";
    json_open(json);
    json_string(json, "type", view_of("file"));
    json_string(json, "path", view_of(inspection->path));
    json_number(json, "bytes", (long long)info->bytes);
    json_number(json, "length_ms", llround(info->seconds * 1000));
    json_string(json, "kind", view_of(version_name(audio->version)));
    json_number(json, "rate_hz", audio->rate_hz);
    json_number(json, "channels", audio->channels);
    json_number(json, "least_kbps", audio->least_kbps);
    json_number(json, "most_kbps", audio->most_kbps);
    json_number(json, "frames", (long long)audio->frames);
    json_number(json, "id3_version", info->tag.version);
    json_string(json, "encoder", view_of(audio->info.encoder));
    json_string(json, "info_frame", view_of(audio->info.kind != NULL ? audio->info.kind : ""));
    json_number(json, "delay", audio->info.delay);
    json_number(json, "padding", audio->info.padding);
    json_number(json, "lowpass_hz", audio->info.lowpass_hz);
    json_bool(json, "frames_are_complete", audio->borrowing_frames == 0);
    json_string(json, "seal", view_of(seal));
    json_close(json);
}

/* Decibels in thousandths: a JSON line of this program has whole numbers. */
static void write_loudness_object(struct json *json, const struct listen *listen)
{
    json_open(json);
    json_string(json, "type", view_of("loudness"));
    json_bool(json, "silent", listen->is_silent);
    if (!listen->is_silent) {
        json_number(json, "integrated_mlufs", llround(listen->lufs * 1000));
        json_number(json, "range_mlu", llround(listen->range_lu * 1000));
        json_number(json, "true_peak_mdb", llround(listen->true_peak_db * 1000));
        json_number(json, "peak_mdb", llround(listen->peak_db * 1000));
        json_number(json, "rms_mdb", llround(listen->rms_db * 1000));
        if (isfinite(listen->floor_db))
            json_number(json, "floor_mdb", llround(listen->floor_db * 1000));
        json_number(json, "lead_in_ms", llround(listen->lead_in_s * 1000));
        json_number(json, "lead_out_ms", llround(listen->lead_out_s * 1000));
    }
    json_close(json);
}

static void write_tag_objects(struct json *json, const struct info_tag *tag)
{
    for (size_t i = 0; i < tag->text_count; i++) {
        json_open(json);
        json_string(json, "type", view_of("text"));
        json_string(json, "id", view_of(tag->texts[i].id));
        json_string(json, "name", view_of(tag->texts[i].name));
        json_string(json, "value", view_of(tag->texts[i].value));
        json_close(json);
    }
    for (size_t i = 0; i < tag->picture_count; i++) {
        json_open(json);
        json_string(json, "type", view_of("picture"));
        json_string(json, "form", view_of(tag->pictures[i].form));
        json_string(json, "mime", view_of(tag->pictures[i].mime));
        json_number(json, "picture_type", tag->pictures[i].type);
        json_number(json, "width", tag->pictures[i].width);
        json_number(json, "height", tag->pictures[i].height);
        json_number(json, "bytes", (long long)tag->pictures[i].bytes);
        json_close(json);
    }
    for (size_t i = 0; i < tag->chapter_count; i++) {
        const struct info_chapter *chapter = &tag->chapters[i];
        json_open(json);
        json_string(json, "type", view_of(chapter->is_group ? "part" : "chapter"));
        json_string(json, "id", view_of(chapter->id));
        json_string(json, "title", view_of(chapter->title));
        json_number(json, "level", chapter->level);
        json_number(json, "start_ms", chapter->start_ms);
        json_number(json, "end_ms", chapter->end_ms);
        json_close(json);
    }
}

static void write_json(const struct inspection *inspection)
{
    const struct info *info = &inspection->info;
    struct json json = {.out = stdout};
    write_file_object(&json, inspection);
    for (size_t i = 0; i < info->length_count; i++) {
        json_open(&json);
        json_string(&json, "type", view_of("length"));
        json_string(&json, "for", view_of(info->lengths[i].how));
        json_number(&json, "ms", llround(info->lengths[i].seconds * 1000));
        json_close(&json);
    }
    if (inspection->has_listened)
        write_loudness_object(&json, &inspection->listen);
    write_tag_objects(&json, &info->tag);
    for (size_t i = 0; i < info->fault_count; i++) {
        json_open(&json);
        json_string(&json, "type", view_of("fault"));
        json_string(&json, "says", view_of(info->faults[i]));
        json_close(&json);
    }
    json_release(&json);
}

struct drawing {
    struct view svg;
};

static bool draw_png(void *context, struct text *reply, struct err *err)
{
    const struct drawing *drawing = context;
    return picture_draw(drawing->svg, PNG_SIDE, reply, err);
}

/* In a process of its own, as titles come from the file; see cover.c. */
static bool to_png(struct text *svg, struct err *err)
{
    struct drawing drawing = {text_view(svg)};
    struct worker_terms terms = {.reply_bytes = PNG_BYTES_MOST, .only_prepares = true};
    struct text png = {0};
    if (worker_run(draw_png, &drawing, &terms, &png, err) != WORKER_DONE) {
        text_release(&png);
        return false;
    }
    text_release(svg);
    *svg = png;
    return true;
}

static bool draw(const struct inspection *inspection, const char *target, struct err *err)
{
    const struct info *info = &inspection->info;
    const char *title = info_text(info, "TIT2"), *album = info_text(info, "TALB");
    struct text svg = {0};
    struct file_out out;
    waveform_draw(info, &inspection->listen.course,
                  title != NULL   ? title
                  : album != NULL ? album
                                  : inspection->path,
                  &svg);
    command_catch_signals();
    bool good = !view_ends_nocase(view_of(target), ".png") || to_png(&svg, err);
    good = good && file_create(&out, target, err);
    if (good && !file_write(&out, svg.at, svg.bytes, err)) {
        file_discard(&out);
        good = false;
    }
    text_release(&svg);
    return good && file_commit(&out, err);
}

static bool check_words(const struct options *options, char **words, int count, struct err *err)
{
    const char *picture = options->picture;
    if (count != 1)
        return err_set(err, ERR_USAGE, "info looks at one MP3; write: lectern info FILE.mp3");
    if (picture != NULL && !view_ends_nocase(view_of(picture), ".svg") &&
        !view_ends_nocase(view_of(picture), ".png"))
        return err_set(err, ERR_USAGE, "%s: its name must end in .svg or .png", picture);
    if (picture != NULL && file_same(picture, words[0]))
        return err_set(err, ERR_USAGE, "%s: is the file itself; give another name", picture);
    return true;
}

bool command_info(const struct options *options, char **words, int count, struct err *err)
{
    struct inspection inspection = {0};
    bool listens = options->measure || options->picture != NULL;
    if (!check_words(options, words, count, err))
        return false;
    inspection.path = words[0];
    bool good = info_read(words[0], &inspection.info, err) &&
                (!listens || listen_to(words[0], &inspection.info, &inspection.listen, err));
    if (good) {
        inspection.has_listened = listens;
        inspection.seal_is_right = inspection.info.tag.has_seal_frame && track_is_own(words[0]);
        if (options->json)
            write_json(&inspection);
        else
            print_lines(&inspection);
        good = command_flush(err) &&
               (options->picture == NULL || draw(&inspection, options->picture, err));
    }
    listen_release(&inspection.listen);
    info_release(&inspection.info);
    return good;
}
