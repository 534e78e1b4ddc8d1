/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fakes: src/speech/espeak.o */
/* Lines become takes: timeline, order, workers that crash, chime. With a synthesiser of known
 * lengths. */
#include "../fake/espeak.c"

#include "../test.h"
#include "audio/loudness.h"
#include "audio/mp3.h"
#include "base/outlet.h"
#include "book/book.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "speech/guard.h"
#include "speech/speech.h"
#include "speech/take_plan.h"

#include <fcntl.h>
#include <math.h>

enum { RATE_HZ = ESPEAK_RATE_HZ, FRAME = 576, MOST_UTTERANCES = 2000 };

static char folder[] = "/tmp/lectern-speech-XXXXXX";

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* A script made by hand. Each utterance's bytes in the book are its spoken text. */
struct stage {
    struct book book;
    struct voice voice_items[2];
    struct voices voices;
    struct script script;
    struct chapter chapters[8];
    struct speech_settings settings;
    bool is_heard; /* while it is made */
};

static void stage_open(struct stage *stage)
{
    memset(stage, 0, sizeof *stage);
    stage->voice_items[0] = (struct voice){.name = "a", .rate_wpm = 160};
    stage->voice_items[1] = (struct voice){.name = "b", .rate_wpm = 120};
    stage->voices = (struct voices){.items = stage->voice_items, .count = 2};
    stage->book = (struct book){.metadata = {.language = "en"}, .chapters = stage->chapters};
    stage->script.utterances = mem_zero(MOST_UTTERANCES, sizeof *stage->script.utterances);
    memcpy(stage->script.pause_ms, script_defaults.pause_ms, sizeof stage->script.pause_ms);
    stage->settings = speech_defaults;
    stage->settings.encode = false;
    stage->settings.gain_db = 0;
}

static void stage_add(struct stage *stage, const char *text, uint32_t chapter, uint16_t voice,
                      enum pause_reason pause)
{
    static const char *const titles[] = {"One",  "Two", "Three", "Four",
                                         "Five", "Six", "Seven", "Eight"};
    struct script *script = &stage->script;
    size_t at = script->spoken.bytes;
    text_add_str(&script->spoken, text);
    script->utterances[script->utterance_count++] = (struct utterance){
        .start = at,
        .end = script->spoken.bytes,
        .spoken_at = at,
        .spoken_bytes = (uint32_t)(script->spoken.bytes - at),
        .chapter = chapter,
        .voice = voice,
        .pause = (uint8_t)pause,
        .ends_sentence = true,
    };
    stage->chapters[chapter] = (struct chapter){.title = titles[chapter], .level = 1};
    stage->book.chapter_count = chapter + 1;
}

/* To be called when all is added: the lists do not move any more. */
static void stage_ready(struct stage *stage)
{
    stage->book.text = text_view(&stage->script.spoken).at;
    stage->book.text_bytes = stage->script.spoken.bytes;
    stage->script.book = &stage->book;
    stage->script.voices = &stage->voices;
}

static void stage_close(struct stage *stage)
{
    free(stage->script.utterances);
    text_release(&stage->script.spoken);
}

/* Everything that was delivered. */
struct heard {
    struct text bytes; /* payloads and silences, as they follow each other */
    struct text order; /* "0 1 2 " */
    struct text warnings;
    size_t chapter_at[8]; /* frames before each chapter's mark */
    size_t takes, frames;
    bool encoded;
    const struct speech *speech;
};

static bool hear(void *context, const struct take *take, struct err *err)
{
    struct heard *heard = context;
    (void)err;
    uint32_t before = take->chapter_start ? take->silence_before_chapter_frames : 0;
    CHECK(before <= take->silence_frames);
    if (take->chapter_start)
        heard->chapter_at[take->chapter] = heard->frames + before;
    heard->frames += take->silence_frames;
    for (uint32_t i = 0; i < take->silence_frames; i++) {
        static const char zeros[FRAME * 2];
        if (heard->encoded)
            text_add_view(&heard->bytes, speech_silent_frame(heard->speech, false));
        else
            text_add(&heard->bytes, zeros, sizeof zeros);
    }
    if (heard->encoded)
        text_add_view(&heard->bytes, take->mp3);
    else
        text_add(&heard->bytes, (const char *)take->samples, take->sample_count * 2);
    if (!heard->encoded)
        CHECK_INT(take->sample_count, (size_t)take->frames * FRAME);
    heard->frames += take->frames;
    heard->takes += !take->continues;
    CHECK(!take->continues || (!take->chapter_start && take->silence_frames == 0));
    text_addf(&heard->order, "%zu%s ", take->id, take->continues ? "+" : "");
    return true;
}

static void note_warning(void *context, const char *sentence)
{
    struct heard *heard = context;
    text_addf(&heard->warnings, "%s\n", sentence);
}

static bool go_on(void)
{
    return false;
}

static bool perform_with(struct stage *stage, struct heard *heard, struct speech_report *report,
                         bool (*stop)(void), struct err *err)
{
    *heard = (struct heard){.encoded = stage->settings.encode};
    struct speech *speech = speech_open(&stage->script, &stage->settings, err);
    heard->speech = speech;
    struct outlet outlet;
    outlet_open(&outlet, open("/dev/null", O_WRONLY | O_CLOEXEC), "nowhere");
    struct speech_hooks hooks = {hear, note_warning, stop, heard, stage->is_heard ? &outlet : NULL};
    fflush(stdout);
    bool good = speech != NULL && speech_perform(speech, &hooks, report, err);
    speech_close(speech);
    outlet_close(&outlet);
    return good;
}

static bool perform(struct stage *stage, struct heard *heard, struct speech_report *report,
                    struct err *err)
{
    *err = (struct err){0};
    return perform_with(stage, heard, report, go_on, err);
}

static void release(struct heard *heard)
{
    text_release(&heard->bytes);
    text_release(&heard->order);
    text_release(&heard->warnings);
}

/* Stretches of sound in the samples, parted by 60 ms of zeros or more. */
struct sound {
    size_t start, end;
};

static size_t find_sounds(const struct heard *heard, struct sound *sounds, size_t most)
{
    const int16_t *samples = (const int16_t *)(const void *)heard->bytes.at;
    size_t samples_count = heard->bytes.bytes / 2, count = 0, last = 0;
    for (size_t i = 0; i < samples_count; i++) {
        if (samples[i] == 0)
            continue;
        if (count == 0 || i - last > RATE_HZ * 60 / 1000) {
            if (count == most)
                return count + 1;
            sounds[count++].start = i;
        }
        last = i;
        sounds[count - 1].end = i + 1;
    }
    return count;
}

static void make_long(struct stage *stage)
{
    char text[128];
    stage_open(stage);
    for (int i = 0; i < 300; i++) {
        snprintf(text, sizeof text, "Sentence %d of this book is as long as %.*s.", i, i * 13 % 40,
                 "a short one or a somewhat longer one is.");
        stage_add(stage, text, (uint32_t)i / 100, i % 3 == 0,
                  i % 100 == 99 ? PAUSE_CHAPTER
                  : i % 5 == 4  ? PAUSE_PARAGRAPH
                                : PAUSE_SENTENCE);
    }
    stage_ready(stage);
}

/* The fade may round the first and last samples of a tone to zero. */
enum { FADE_SLACK = 30 };

static size_t wanted_tone(const struct stage *stage, const struct utterance *utterance)
{
    struct view rest = script_spoken(&stage->script, utterance);
    struct text piece = {0};
    CHECK(guard_next_piece(&rest, false, &piece));
    size_t samples = fake_tone_samples(piece.bytes, stage->voice_items[utterance->voice].rate_wpm);
    text_release(&piece);
    return samples;
}

/* Every sound has its length, every pause its own: exact inside a take, to half a frame between
 * takes. */
static void timeline(void)
{
    static struct sound sounds[MOST_UTTERANCES];
    struct stage stage;
    struct heard heard;
    struct speech_report report;
    struct err err;
    make_long(&stage);
    CHECK(perform(&stage, &heard, &report, &err));
    CHECK_STR(err.text, "");
    CHECK_INT(heard.bytes.bytes, heard.frames * FRAME * 2);
    size_t count = find_sounds(&heard, sounds, MOST_UTTERANCES);
    CHECK_INT(count, stage.script.utterance_count);
    struct take_plans plans = take_plan_all(&stage.script);
    CHECK_INT(report.takes, plans.count);
    CHECK(plans.count > 10);
    size_t plan = 0;
    double worst_join = 0, sum_join = 0;
    for (size_t i = 0; i < count && count == stage.script.utterance_count; i++) {
        const struct utterance *utterance = &stage.script.utterances[i];
        long length = (long)(sounds[i].end - sounds[i].start);
        CHECK(labs(length - (long)wanted_tone(&stage, utterance)) <= FADE_SLACK);
        if (i + 1 == count)
            break;
        double pause_ms = stage.script.pause_ms[utterance->pause];
        double got = (double)sounds[i + 1].start - (double)sounds[i].end;
        bool join = i + 1 == plans.items[plan].first + plans.items[plan].count;
        double off = got - floor(pause_ms * RATE_HZ / 1000);
        if (!join) {
            CHECK(fabs(off) <= FADE_SLACK);
        } else {
            worst_join = fmax(worst_join, fabs(off));
            sum_join += off;
            plan++;
        }
    }
    printf("# pauses between takes are off by %.1f ms at most, %.1f on the average\n",
           worst_join * 1000 / RATE_HZ, sum_join / (double)(plans.count - 1) * 1000 / RATE_HZ);
    CHECK(worst_join <= FRAME / 2.0 + FADE_SLACK);
    CHECK(fabs(sum_join / (double)(plans.count - 1)) < FRAME / 8.0);
    for (size_t i = 0; i < 3; i++) { /* half a second after its mark a chapter is heard */
        double first = (double)sounds[i * 100].start - (double)(heard.chapter_at[i] * FRAME);
        CHECK(fabs(first - RATE_HZ / 2.0) <= FRAME / 2.0 + FADE_SLACK);
        CHECK(i == 0 || heard.chapter_at[i] * FRAME > sounds[i * 100 - 1].end);
    }
    take_plans_free(&plans);
    release(&heard);
    stage_close(&stage);
}

static void same_bytes_for_any_jobs(void)
{
    static const int jobs[] = {1, 2, 7};
    struct stage stage;
    struct text wanted = {0};
    make_long(&stage);
    for (int encode = 0; encode < 2; encode++) {
        stage.settings.encode = encode;
        text_clear(&wanted);
        for (size_t i = 0; i < 3; i++) {
            struct heard heard;
            struct speech_report report;
            struct err err;
            stage.settings.jobs = jobs[i];
            CHECK(perform(&stage, &heard, &report, &err));
            CHECK(view_starts(text_view(&heard.order), "0 1 2 3 4 5 6 7 8 9 10 11 "));
            if (i == 0)
                text_add_view(&wanted, text_view(&heard.bytes));
            CHECK(view_equal(text_view(&wanted), text_view(&heard.bytes)));
            CHECK_INT(report.retried + report.lost_sentences, 0);
            release(&heard);
        }
    }
    text_release(&wanted);
    stage_close(&stage);
}

static void make_short(struct stage *stage, const char *middle)
{
    stage_open(stage);
    stage_add(stage, "The first sentence.", 0, 0, PAUSE_SENTENCE);
    stage_add(stage, middle, 0, 0, PAUSE_SENTENCE);
    stage_add(stage, "The third sentence.", 0, 0, PAUSE_CHAPTER);
    stage_add(stage, "Another chapter.", 1, 0, PAUSE_CHAPTER);
    stage_ready(stage);
}

/* A worker that dies once is started again, and nothing is heard of it. */
static void one_crash_changes_nothing(void)
{
    struct stage stage;
    struct heard calm, crashed;
    struct speech_report report;
    struct err err;
    make_short(&stage, "This may crash-once.");
    fake_flag = path_of("flag");
    CHECK(perform(&stage, &calm, &report, &err));
    CHECK_INT(report.retried, 0);
    fclose(fopen(fake_flag, "w"));
    CHECK(perform(&stage, &crashed, &report, &err));
    CHECK(access(fake_flag, F_OK) != 0);
    CHECK_INT(report.retried, 1);
    CHECK_INT(report.lost_sentences, 0);
    CHECK_STR(text_view(&crashed.warnings).at, "");
    CHECK(view_equal(text_view(&calm.bytes), text_view(&crashed.bytes)));
    release(&calm);
    release(&crashed);
    stage_close(&stage);
}

/* Whoever kills our workers, the take is not to blame: it is spoken as it is. */
static void kills_change_nothing(void)
{
    struct stage stage;
    struct heard calm, killed;
    struct speech_report report;
    struct err err;
    make_short(&stage, "This one is killed (so) often.");
    fake_flag = path_of("flag");
    CHECK(perform(&stage, &calm, &report, &err));
    FILE *flag = fopen(fake_flag, "w");
    fputs("12345", flag);
    fclose(flag);
    CHECK(perform(&stage, &killed, &report, &err));
    CHECK_INT(report.retried, 5);
    CHECK_STR(text_view(&killed.warnings).at, "");
    CHECK(view_equal(text_view(&calm.bytes), text_view(&killed.bytes)));
    unlink(fake_flag);
    release(&calm);
    release(&killed);
    stage_close(&stage);
}

/* What crashes as it stands and not when it is simplified is spoken so, with a warning. */
static void a_simplified_sentence(void)
{
    struct sound sounds[8];
    struct stage stage;
    struct heard heard;
    struct speech_report report;
    struct err err;
    make_short(&stage, "The brackets (these) are bad.");
    CHECK(perform(&stage, &heard, &report, &err));
    CHECK_STR(err.text, "");
    CHECK_INT(report.lost_sentences, 0);
    CHECK(strstr(text_view(&heard.warnings).at, "simplified") != NULL);
    CHECK(strstr(text_view(&heard.warnings).at, "The brackets (these) are bad.") != NULL);
    CHECK(strstr(text_view(&heard.warnings).at, "\"One\"") != NULL);
    CHECK_INT(find_sounds(&heard, sounds, 8), 4);
    long length = (long)(sounds[1].end - sounds[1].start);
    CHECK(labs(length - (long)fake_tone_samples(strlen("The brackets these are bad."), 160)) <=
          FADE_SLACK);
    release(&heard);
    stage_close(&stage);
}

/* ... and a kill while that goes on costs no other sentence its form. */
static void kills_while_being_careful(void)
{
    struct stage stage;
    struct heard calm, killed;
    struct speech_report report;
    struct err err;
    stage_open(&stage);
    stage_add(&stage, "The brackets (these) are bad.", 0, 0, PAUSE_SENTENCE);
    stage_add(&stage, "This one is killed, once or more.", 0, 0, PAUSE_SENTENCE);
    stage_ready(&stage);
    fake_flag = path_of("flag");
    CHECK(perform(&stage, &calm, &report, &err));
    FILE *flag = fopen(fake_flag, "w");
    fputs("123", flag);
    fclose(flag);
    CHECK(perform(&stage, &killed, &report, &err));
    CHECK_INT(report.lost_sentences, 0);
    CHECK_STR(text_view(&killed.warnings).at, text_view(&calm.warnings).at);
    CHECK(view_equal(text_view(&calm.bytes), text_view(&killed.bytes)));
    unlink(fake_flag);
    release(&calm);
    release(&killed);
    stage_close(&stage);
}

/* A piece without sound is no error when the synthesiser works, and one when it does not; that is
 * not the fault of the text, so nothing is lost or simplified. */
static void silence_is_looked_into(void)
{
    struct stage stage;
    struct heard heard;
    struct speech_report report;
    struct err err;
    make_short(&stage, "This is silent.");
    CHECK(perform(&stage, &heard, &report, &err));
    release(&heard);
    fake_mute = 1;
    stage.settings.keep_going = true;
    CHECK(!perform(&stage, &heard, &report, &err));
    fake_mute = 0;
    CHECK_INT(err.kind, ERR_SETUP);
    CHECK_STR(err.text, "the fake is mute");
    CHECK_INT(report.lost_sentences, 0);
    release(&heard);
    stage_close(&stage);
}

static void a_lost_sentence_ends_the_work(void)
{
    static const char *const middles[] = {"They crash always.", "They loop always.",
                                          "They fail always."};
    for (size_t i = 0; i < 3; i++) {
        struct stage stage;
        struct heard heard;
        struct speech_report report;
        struct err err;
        make_short(&stage, middles[i]);
        CHECK(!perform(&stage, &heard, &report, &err));
        CHECK_INT(err.kind, ERR_SPEECH);
        CHECK(strstr(err.text, middles[i]) != NULL);
        CHECK(strstr(err.text, "chapter \"One\"") != NULL);
        CHECK(strstr(err.text, "byte 19 ") != NULL);
        CHECK(strstr(err.text, "--keep-going") != NULL);
        CHECK_INT(heard.takes, 0);
        release(&heard);
        stage_close(&stage);
    }
}

/* ... or, if so wished, becomes half a second of nothing. */
static void keep_going_leaves_a_pause(void)
{
    struct sound sounds[8];
    struct stage stage;
    struct heard heard;
    struct speech_report report;
    struct err err;
    make_short(&stage, "They crash always.");
    stage.settings.keep_going = true;
    CHECK(perform(&stage, &heard, &report, &err));
    CHECK_INT(report.lost_sentences, 1);
    CHECK_INT(report.takes, 2);
    CHECK(strstr(text_view(&heard.warnings).at, "replaced by a pause") != NULL);
    CHECK(strstr(text_view(&heard.warnings).at, "They crash always.") != NULL);
    CHECK_INT(find_sounds(&heard, sounds, 8), 3);
    double wanted = (2 * stage.script.pause_ms[PAUSE_SENTENCE] + 500) * RATE_HZ / 1000.0;
    CHECK(fabs((double)(sounds[1].start - sounds[0].end) - wanted) <= FADE_SLACK);
    release(&heard);
    stage_close(&stage);
}

/* A piece without any sound is no trouble. */
static void silence_is_fine(void)
{
    struct sound sounds[8];
    struct stage stage;
    struct heard heard;
    struct speech_report report;
    struct err err;
    make_short(&stage, "All silent here.");
    CHECK(perform(&stage, &heard, &report, &err));
    CHECK_INT(find_sounds(&heard, sounds, 8), 3);
    release(&heard);
    stage_close(&stage);
}

static int stops_asked;

static bool stop_soon(void)
{
    return ++stops_asked > 2;
}

static void stops_when_told(void)
{
    struct stage stage;
    struct heard heard;
    struct speech_report report;
    struct err err = {0};
    make_long(&stage);
    stops_asked = 0;
    CHECK(!perform_with(&stage, &heard, &report, stop_soon, &err));
    CHECK_INT(err.kind, ERR_SYSTEM);
    CHECK(heard.takes < 5);
    release(&heard);
    stage_close(&stage);
}

static void other_voices_keep_their_proportion(void)
{
    struct sound sounds[4];
    struct stage stage;
    struct heard heard;
    struct speech_report report;
    struct err err;
    stage_open(&stage);
    stage_add(&stage, "The same words.", 0, 0, PAUSE_SENTENCE);
    stage_add(&stage, "The same words.", 0, 1, PAUSE_SENTENCE);
    stage_ready(&stage);
    stage.settings.narrator_wpm = 320; /* twice the narrator's own */
    CHECK(perform(&stage, &heard, &report, &err));
    CHECK_INT(find_sounds(&heard, sounds, 4), 2);
    CHECK(labs((long)(sounds[0].end - sounds[0].start) - (long)fake_tone_samples(15, 320)) <=
          FADE_SLACK);
    CHECK(labs((long)(sounds[1].end - sounds[1].start) - (long)fake_tone_samples(15, 240)) <=
          FADE_SLACK);
    release(&heard);
    stage_close(&stage);
}

static void gains_are_heard(void)
{
    static const struct {
        double gain_db;
        int wanted;
    } rows[] = {{0, 4000}, {6.0206, 8000}, {-6.0206, 2000}, {20, 19700}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct stage stage;
        struct heard heard;
        struct speech_report report;
        struct err err;
        make_short(&stage, "Middle.");
        stage.settings.gain_db = rows[i].gain_db;
        CHECK(perform(&stage, &heard, &report, &err));
        int peak = 0;
        const int16_t *samples = (const int16_t *)(const void *)heard.bytes.at;
        for (size_t k = 0; k < heard.bytes.bytes / 2; k++)
            peak = abs(samples[k]) > peak ? abs(samples[k]) : peak;
        /* The high-pass filter lifts the edges of the fake's square wave by 1.6 %, and the limiter
         * keeps what is between samples below the ceiling as well. */
        bool limited = rows[i].gain_db > 6.1;
        CHECK(peak <= rows[i].wanted * 1.02 && peak >= rows[i].wanted * (limited ? 0.8 : 0.98));
        release(&heard);
        stage_close(&stage);
    }
}

static void put16(FILE *file, unsigned value)
{
    fputc((int)(value & 255), file);
    fputc((int)(value >> 8 & 255), file);
}

/* A WAV file of `ms` of a loud square tone. */
static void write_wav(const char *path, unsigned ms)
{
    FILE *file = fopen(path, "wb");
    unsigned count = ms * RATE_HZ / 1000, bytes = count * 2;
    fputs("RIFF", file);
    put16(file, (bytes + 36) & 0xFFFF);
    put16(file, (bytes + 36) >> 16);
    fputs("WAVEfmt ", file);
    static const unsigned format[] = {16, 0, 1, 1, RATE_HZ, 0, RATE_HZ * 2, 0, 2, 16};
    for (size_t i = 0; i < sizeof format / sizeof format[0]; i++)
        put16(file, format[i] & 0xFFFF);
    fputs("data", file);
    put16(file, bytes & 0xFFFF);
    put16(file, bytes >> 16);
    for (unsigned i = 0; i < count; i++)
        put16(file, i / 25 % 2 == 0 ? 30000 : (unsigned)-30000 & 0xFFFF);
    fclose(file);
}

/* A chime at each chapter's mark, then a pause, then the words; -9 dBFS at its peak, plus the gain.
 */
static void chime(void)
{
    struct sound sounds[16];
    struct stage stage;
    char path[128];
    snprintf(path, sizeof path, "%s", path_of("chime.wav"));
    write_wav(path, 700);
    for (int gain_db = -6; gain_db <= 0; gain_db += 6) {
        struct heard heard;
        struct speech_report report;
        struct err err;
        make_short(&stage, "The second sentence.");
        stage.settings.chime = path;
        stage.settings.chime_gain_db = gain_db;
        CHECK(perform(&stage, &heard, &report, &err));
        CHECK_STR(err.text, "");
        CHECK_INT(find_sounds(&heard, sounds, 16), 6);
        CHECK_STR(text_view(&heard.order).at, "0 0 1 1 ");
        CHECK_INT(report.takes, 2);
        const int16_t *samples = (const int16_t *)(const void *)heard.bytes.at;
        for (int i = 0; i < 2; i++) {
            struct sound *own = &sounds[i * 4];
            int peak = 0;
            for (size_t k = own->start; k < own->end; k++)
                peak = abs(samples[k]) > peak ? abs(samples[k]) : peak;
            CHECK(abs(peak - (int)(32767 * pow(10, (gain_db - 9) / 20.0))) <= 2);
            CHECK(labs((long)(own->end - own->start) - RATE_HZ * 7 / 10) <= FADE_SLACK);
            double pause = (double)(own[1].start - own->end);
            CHECK(fabs(pause - 400 * RATE_HZ / 1000.0) <= FRAME + FADE_SLACK);
            CHECK(heard.chapter_at[i] * FRAME <= own->start);
        }
        release(&heard);
        stage_close(&stage);
    }
    unlink(path);
}

/* Music before and after all, and no chime where the intro is; cut, and as loud as the book. */
static void music(void)
{
    struct sound sounds[16];
    struct stage stage;
    struct heard heard;
    struct speech_report report;
    struct err err;
    char path[128];
    snprintf(path, sizeof path, "%s", path_of("chime.wav"));
    write_wav(path, 40000);
    make_short(&stage, "The second sentence.");
    stage.settings.intro = stage.settings.outro = path;
    CHECK(perform(&stage, &heard, &report, &err));
    CHECK_STR(err.text, "");
    size_t count = find_sounds(&heard, sounds, 16);
    CHECK_INT(count, 6);
    CHECK_INT(report.takes, 2);
    const int16_t *samples = (const int16_t *)(const void *)heard.bytes.at;
    for (size_t i = 0; i < 6; i += 5) {
        const struct sound *own = &sounds[i];
        float *start = calloc(RATE_HZ, sizeof *start);
        CHECK(labs((long)(own->end - own->start) - RATE_HZ * 30) <= RATE_HZ / 10);
        for (size_t k = 0; k < RATE_HZ; k++)
            start[k] = samples[own->start + RATE_HZ + k] / 32768.0F;
        /* The fade makes the whole a little softer than the middle. */
        CHECK(fabs(loudness_of(start, RATE_HZ, RATE_HZ) - -18) < 0.6);
        for (size_t k = own->end - RATE_HZ / 20; k < own->end; k++)
            CHECK(abs(samples[k]) < 60);
        free(start);
    }
    CHECK(fabs((double)(sounds[1].start - sounds[0].end) - RATE_HZ) <=
          FRAME + 2 * FADE_SLACK + 200);
    CHECK(heard.chapter_at[0] * FRAME <= sounds[0].start);
    release(&heard);
    stage_close(&stage);
    unlink(path);
}

static void bad_chimes(void)
{
    struct stage stage;
    struct heard heard;
    struct speech_report report;
    struct err err;
    char path[128];
    snprintf(path, sizeof path, "%s", path_of("chime.wav"));
    make_short(&stage, "Middle.");
    stage.settings.chime = path;
    CHECK(!perform(&stage, &heard, &report, &err));
    CHECK_INT(err.kind, ERR_INPUT);
    CHECK(strstr(err.text, path) != NULL);
    write_wav(path, 16000);
    CHECK(!perform(&stage, &heard, &report, &err));
    CHECK_INT(err.kind, ERR_INPUT);
    CHECK(strstr(err.text, path) != NULL);
    FILE *file = fopen(path, "wb");
    fputs("no sound at all", file);
    fclose(file);
    CHECK(!perform(&stage, &heard, &report, &err));
    CHECK_INT(err.kind, ERR_INPUT);
    unlink(path);
    stage_close(&stage);
}

static void opening_fails(void)
{
    struct stage stage;
    struct err err = {0};
    make_short(&stage, "Middle.");
    stage.book.metadata.language = "xx";
    CHECK(speech_open(&stage.script, &stage.settings, &err) == NULL);
    CHECK_INT(err.kind, ERR_SETUP);
    stage.book.metadata.language = "en";
    stage.settings.encode = true;
    stage.settings.bitrate_kbps = 320;
    CHECK(speech_open(&stage.script, &stage.settings, &err) == NULL);
    CHECK_INT(err.kind, ERR_USAGE);
    stage_close(&stage);
}

/* The first take comes in two parts, which are the take. */
static void somebody_listens(void)
{
    for (int jobs = 1; jobs < 3; jobs++) {
        struct stage stage;
        struct heard whole, parts;
        struct speech_report report;
        struct err err;
        make_long(&stage);
        stage.settings.encode = true;
        CHECK(perform(&stage, &whole, &report, &err));
        stage.is_heard = true;
        stage.settings.jobs = jobs;
        CHECK(perform(&stage, &parts, &report, &err));
        CHECK(view_equal(text_view(&whole.bytes), text_view(&parts.bytes)));
        CHECK_INT(parts.frames, whole.frames);
        CHECK_INT(parts.takes, whole.takes);
        CHECK(strncmp(parts.order.at, "0 0+ 1 ", 7) == 0);
        release(&whole);
        release(&parts);
        stage_close(&stage);
    }
}

/* The estimate grows with the text and shrinks with the rate. */
static void estimate(void)
{
    struct stage stage;
    make_long(&stage);
    size_t count = stage.script.utterance_count;
    uint64_t all = speech_estimate_ms(&stage.script, &stage.settings, 0, count);
    uint64_t half = speech_estimate_ms(&stage.script, &stage.settings, 0, count / 2);
    CHECK(half > all * 4 / 10 && half < all * 6 / 10);
    stage.settings.narrator_wpm = 320;
    uint64_t fast = speech_estimate_ms(&stage.script, &stage.settings, 0, count);
    CHECK(fast < all * 8 / 10 && fast > all / 3);
    CHECK_INT(speech_estimate_ms(&stage.script, &stage.settings, 0, 0), 0);
    stage_close(&stage);
}

int main(void)
{
    static const struct test_case cases[] = {TEST(timeline),
                                             TEST(same_bytes_for_any_jobs),
                                             TEST(one_crash_changes_nothing),
                                             TEST(kills_change_nothing),
                                             TEST(a_simplified_sentence),
                                             TEST(kills_while_being_careful),
                                             TEST(silence_is_looked_into),
                                             TEST(a_lost_sentence_ends_the_work),
                                             TEST(keep_going_leaves_a_pause),
                                             TEST(silence_is_fine),
                                             TEST(stops_when_told),
                                             TEST(other_voices_keep_their_proportion),
                                             TEST(gains_are_heard),
                                             TEST(chime),
                                             TEST(music),
                                             TEST(bad_chimes),
                                             TEST(opening_fails),
                                             TEST(somebody_listens),
                                             TEST(estimate)};
    if (mkdtemp(folder) == NULL)
        return 1;
    int status = test_run(cases, sizeof cases / sizeof cases[0]);
    rmdir(folder);
    return status;
}
