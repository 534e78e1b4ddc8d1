/* SPDX-License-Identifier: GPL-3.0-or-later */
/* speech_perform: starts takes in workers, collects their replies and delivers them in order. */
#include "audio/mp3.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/outlet.h"
#include "base/permits.h"
#include "base/str.h"
#include "base/tty.h"
#include "book/book.h"
#include "cache/cache.h"
#include "script/script.h"
#include "speech/lead.h"
#include "speech/render.h"
#include "speech/speech.h"
#include "speech/state.h"
#include "speech/take_key.h"
#include "speech/take_plan.h"
#include "speech/worker.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* All are chosen. */
    CHIME_PAUSE_MS = 400,  /* between the chime and the first word */
    MUSIC_PAUSE_MS = 1000, /* between music and words */
    WINDOW_PER_JOB = 4, /* takes per worker that may be finished before their turn: enough that one
                           slow take does not stop the others, few enough to stay in memory */
    /* How late a worker is missed that cannot say its end, or a signal that came just before
     * poll(); one that comes during it ends it. */
    POLL_MS = 500,
    TRIES_PLAIN = 2,  /* the first crash may have been the fault of the machine */
    KILLS_BORNE = 20, /* per take: a system short of memory kills some workers, not this many */
    /* Per take, failures of the system. Each waits twice as long before it is tried again as the
     * one before; together three seconds, in which a package has been upgraded. */
    FAILURES_BORNE = 5,
    FAILURE_WAIT_MS = 100,
};

/* A take that is being made, or finished before its turn. Slot i of the window holds
 * the takes i, i + window, i + 2 * window and so on. */
struct slot {
    struct worker worker;
    struct render_job job;
    size_t id;
    size_t processor; /* on which it was started, see worker.h */
    int permit;       /* that it holds; -1: none */
    int tries, kills, failures;
    bool running; /* there is a process */
    bool working; /* ... and it has not begun to reply, so it needs a processor */
    bool finished;
    bool waiting;            /* to be started again when the system allows it */
    bool cached;             /* finished without a process: its reply was in the cache */
    bool passed;             /* ... without a reply: it is in another share */
    struct take_reply reply; /* when it is finished; points into worker.reply */
    struct cache_key key;    /* with a cache */
};

struct performance {
    struct speech *speech;
    const struct speech_hooks *hooks;
    struct speech_report *report;
    struct slot *slots;
    struct lead lead;     /* with an outlet */
    struct pollfd *polls; /* of the slots, then those of enum other_poll */
    /* Those with a working slot. As many as the window: second tries may exceed the jobs. */
    bool *processor_taken;
    struct text
        *rooms; /* empty memory of replies that were delivered, for others; at most `jobs` */
    size_t room_count;
    size_t window, running, working;
    size_t next_start, next_deliver;
    bool has_next_slot;       /* next_slot has given one to next_start */
    uint32_t padding_samples; /* at the end of the last take that was delivered */
};

enum other_poll { POLL_PERMITS, POLL_LEAD, POLL_OUTLET, OTHER_POLLS };

/* There always is one: processor_taken has as many entries as there are slots. */
static size_t free_processor(const struct performance *performance)
{
    size_t processor = 0;
    while (performance->processor_taken[processor])
        processor++;
    return processor;
}

static bool is_in_window(const struct performance *performance)
{
    return performance->next_start < performance->speech->plans.count &&
           performance->next_start < performance->next_deliver + performance->window;
}

/* Says that one is wanted before it looks, or it might not hear the bell. */
static int take_permit(const struct performance *performance)
{
    const struct permit_holder *permits = performance->speech->settings.permits;
    if (permits == NULL)
        return -1;
    permits_want(permits, true);
    return permits_take(permits);
}

static void give_permit(const struct performance *performance, struct slot *slot)
{
    if (slot->permit >= 0)
        permits_give(performance->speech->settings.permits, slot->permit);
    slot->permit = -1;
}

/* `permit`: -1 for none, which is so where no other book is rendered, and when a take is tried
 * again while all permits are taken. */
static bool start_slot(struct performance *performance, struct slot *slot, int permit,
                       struct err *err)
{
    const struct speech *speech = performance->speech;
    slot->job =
        (struct render_job){&speech->render, &speech->plans.items[slot->id],
                            slot->tries < TRIES_PLAIN ? RENDER_PLAIN : RENDER_CAREFUL,
                            slot->failures == 0 ? 0 : FAILURE_WAIT_MS << slot->failures >> 1};
    struct worker_terms terms = render_take_terms(&speech->render, slot->job.plan);
    slot->finished = false;
    slot->processor = free_processor(performance);
    slot->permit = permit;
    slot->running = worker_start(&slot->worker, render_take, &slot->job, &terms,
                                 permit >= 0 ? (size_t)permit : slot->processor, err);
    slot->waiting = !slot->running;
    slot->tries += slot->running;
    slot->working = performance->processor_taken[slot->processor] = slot->running;
    if (!slot->running)
        give_permit(performance, slot);
    performance->running += slot->running;
    performance->working += slot->working;
    return slot->running;
}

/* Looks for the slot's take in the cache. An entry that is intact but cannot be a take's reply is
 * not used: somebody wrote it there. */
static bool find_in_cache(const struct performance *performance, struct slot *slot)
{
    struct speech *speech = performance->speech;
    struct cache *cache = speech->settings.cache;
    slot->cached = false;
    if (cache == NULL)
        return false;
    take_key_make(&speech->render, &speech->shared_key, &speech->plans.items[slot->id], &slot->key);
    bool found = cache_get(cache, &slot->key, &slot->worker.reply);
    struct view reply = text_view(&slot->worker.reply);
    slot->cached =
        found &&
        render_read_reply(&speech->render, &speech->plans.items[slot->id], reply, &slot->reply) &&
        render_reply_is_whole(&speech->render, &slot->reply);
    if (!slot->cached) /* its memory serves the worker */
        text_clear(&slot->worker.reply);
    return slot->cached;
}

static struct text take_room(struct performance *performance)
{
    return performance->room_count > 0 ? performance->rooms[--performance->room_count]
                                       : (struct text){.apart = true};
}

/* The slot's reply is no longer needed. */
static void give_room(struct performance *performance, struct slot *slot)
{
    struct text *reply = &slot->worker.reply;
    if (reply->at == NULL || performance->room_count == (size_t)performance->speech->settings.jobs)
        return;
    text_clear(reply);
    performance->rooms[performance->room_count++] = *reply;
    *reply = (struct text){0};
}

/* Gives the next take its slot, and finishes it if that needs no process. Once for each take: it
 * may have to wait for a permit then. */
static struct slot *next_slot(struct performance *performance)
{
    const struct speech_settings *settings = &performance->speech->settings;
    struct slot *slot = &performance->slots[performance->next_start % performance->window];
    if (performance->has_next_slot)
        return slot;
    performance->has_next_slot = true;
    slot->id = performance->next_start;
    slot->tries = slot->kills = slot->failures = 0;
    slot->job.mode = RENDER_PLAIN;
    slot->worker = (struct worker){.descriptor = -1, .reply = take_room(performance)};
    slot->passed = settings->share_count > 0 && slot->id % settings->share_count != settings->share;
    slot->finished = slot->passed || find_in_cache(performance, slot);
    return slot;
}

/* There is a take that could be started now. */
static bool has_startable(const struct performance *performance)
{
    return performance->working < (size_t)performance->speech->settings.jobs &&
           is_in_window(performance);
}

/* Starts takes that are to be tried again. */
static bool restart_takes(struct performance *performance, struct err *err)
{
    for (size_t i = 0; i < performance->window; i++)
        if (performance->slots[i].waiting &&
            !start_slot(performance, &performance->slots[i], take_permit(performance), err))
            return false;
    return true;
}

static bool start_takes(struct performance *performance, struct err *err)
{
    const struct permit_holder *permits = performance->speech->settings.permits;
    if (lead_needs_processors(&performance->lead))
        return true;
    if (!restart_takes(performance, err))
        return performance->running > 0;
    while (has_startable(performance)) {
        struct slot *slot = next_slot(performance);
        int permit = slot->finished ? -1 : take_permit(performance);
        if (!slot->finished && permits != NULL && permit < 0)
            return true;
        /* The system allows no more processes: go on with those that run. */
        if (!slot->finished && !start_slot(performance, slot, permit, err)) {
            slot->waiting = false;
            return performance->running > 0;
        }
        performance->has_next_slot = false;
        performance->next_start++;
    }
    if (permits != NULL)
        permits_want(permits, is_in_window(performance)); /* a processor may come free soon */
    return true;
}

static void stop_working(struct performance *performance, struct slot *slot)
{
    if (!slot->working)
        return;
    performance->processor_taken[slot->processor] = slot->working = false;
    performance->working--;
    give_permit(performance, slot);
}

static void warn(const struct performance *performance, struct view before, size_t index)
{
    const struct script *script = performance->speech->render.script;
    const struct utterance *utterance = &script->utterances[index];
    struct view written = book_view(script->book, utterance->start, utterance->end);
    struct text sentence = {0};
    text_addf(&sentence, "%.*s (byte %zu of the text, chapter \"%s\"): %.*s%s", VIEW_ARGS(before),
              utterance->start, script->book->chapters[utterance->chapter].title,
              written.bytes > 120 ? 120 : (int)written.bytes, written.at,
              written.bytes > 120 ? "..." : "");
    performance->hooks->warn(performance->hooks->context, sentence.at);
    text_release(&sentence);
}

/* A worker has ended: its take is finished, or is tried again, or everything fails. */
static bool end_slot(struct performance *performance, struct slot *slot, struct err *err)
{
    struct err own = {0};
    enum worker_end end = worker_end(&slot->worker, &own);
    stop_working(performance, slot);
    slot->running = false;
    performance->running--;
    slot->finished =
        end == WORKER_DONE && render_read_reply(&performance->speech->render, slot->job.plan,
                                                text_view(&slot->worker.reply), &slot->reply);
    if (slot->finished)
        return true;
    if (end == WORKER_DONE)
        err_set(&own, ERR_SPEECH, "the worker's answer makes no sense");
    worker_release(&slot->worker);
    if (performance->hooks->stop())
        return true;
    bool of_system = end == WORKER_FAILED && (own.kind == ERR_SYSTEM || own.kind == ERR_SETUP);
    slot->failures += of_system;
    slot->kills += end == WORKER_KILLED;
    if (of_system || end == WORKER_KILLED)
        slot->tries--; /* not the fault of the take: try again in the same way */
    if (of_system && slot->failures > FAILURES_BORNE) {
        *err = own;
        return false;
    }
    if (slot->tries <= TRIES_PLAIN && slot->kills < KILLS_BORNE) {
        performance->report->retried++;
        slot->waiting = true;
        return start_takes(performance, err);
    }
    const struct script *script = performance->speech->render.script;
    size_t first = performance->speech->plans.items[slot->id].first;
    return err_set(err, own.kind != ERR_NONE ? own.kind : ERR_SPEECH,
                   "chapter \"%s\", byte %zu of the text: %s",
                   script->book->chapters[script->utterances[first].chapter].title,
                   script->utterances[first].start, own.text);
}

static bool outlet_has_room(const struct performance *performance)
{
    const struct outlet *outlet = performance->hooks->outlet;
    return outlet == NULL || !outlet_is_full(outlet);
}

/* What is waited for besides workers: a processor, the lead, and the reader of the outlet. */
static void set_other_polls(struct performance *performance)
{
    const struct permit_holder *permits = performance->speech->settings.permits;
    const struct outlet *outlet = performance->hooks->outlet;
    struct pollfd *polls = performance->polls + performance->window;
    bool waits = permits != NULL && has_startable(performance);
    short written = outlet != NULL && outlet_queued(outlet) > 0 ? POLLOUT : 0;
    polls[POLL_PERMITS] = (struct pollfd){waits ? permits_bell(permits) : -1, POLLIN, 0};
    polls[POLL_LEAD] = (struct pollfd){lead_descriptor(&performance->lead), POLLIN, 0};
    polls[POLL_OUTLET] = (struct pollfd){outlet != NULL ? outlet->descriptor : -1, written, 0};
}

static bool see_other_polls(struct performance *performance, struct err *err)
{
    const struct pollfd *polls = performance->polls + performance->window;
    if (polls[POLL_LEAD].revents != 0)
        lead_read(&performance->lead, performance->speech);
    return polls[POLL_OUTLET].revents == 0 || outlet_write(performance->hooks->outlet, err);
}

/* Waits for workers and reads what they send. Does not wait when there is a take to deliver. */
static bool read_replies(struct performance *performance, struct err *err)
{
    const struct slot *next = &performance->slots[performance->next_deliver % performance->window];
    bool deliverable = next->finished && outlet_has_room(performance);
    for (size_t i = 0; i < performance->window; i++) { /* poll() ignores negative descriptors */
        const struct slot *slot = &performance->slots[i];
        performance->polls[i] =
            (struct pollfd){slot->running ? slot->worker.descriptor : -1, POLLIN, 0};
    }
    set_other_polls(performance);
    int ready =
        poll(performance->polls, performance->window + OTHER_POLLS, deliverable ? 0 : POLL_MS);
    if (ready < 0 && errno != EINTR)
        return err_set(err, ERR_SYSTEM, "cannot wait for workers: %s", strerror(errno));
    if (ready > 0 && !see_other_polls(performance, err))
        return false;
    for (size_t i = 0; ready >= 0 && i < performance->window; i++) {
        struct slot *slot = &performance->slots[i];
        bool more;
        if (performance->polls[i].revents != 0)
            more = worker_read(&slot->worker);
        else if (ready == 0 && slot->running && worker_is_lost(&slot->worker))
            more = false;
        else
            continue;
        stop_working(performance, slot);
        /* First give the free processor work, then look at what was read. */
        if (!start_takes(performance, err) || (!more && !end_slot(performance, slot, err)))
            return false;
    }
    return true;
}

/* `ms` less some samples, rounded to whole frames; 0 when that is negative. */
static uint32_t frames_of_ms(const struct speech *speech, int64_t ms, int64_t less_samples)
{
    int64_t rate_hz = speech->settings.rate_hz;
    int64_t frame_samples = mp3_frame_samples((int)rate_hz);
    int64_t samples = ms * rate_hz / 1000 - less_samples;
    return samples > 0 ? (uint32_t)((samples + frame_samples / 2) / frame_samples) : 0;
}

/*
 * The silence before take `id`. The samples that pad the take before it to whole frames are part of
 * the pause, so its length is right to within half a frame.
 */
static void plan_silence(const struct performance *performance, size_t id, struct take *take)
{
    const struct speech *speech = performance->speech;
    uint32_t lead_in = frames_of_ms(speech, speech->settings.lead_in_ms - TAKE_HEAD_MS, 0);
    uint32_t lead_out = id > 0 ? frames_of_ms(speech, speech->settings.lead_out_ms - TAKE_TAIL_MS,
                                              performance->padding_samples)
                               : 0;
    if (id > 0)
        take->silence_frames = frames_of_ms(
            speech, (int64_t)speech->plans.items[id - 1].pause_ms - TAKE_HEAD_MS - TAKE_TAIL_MS,
            performance->padding_samples);
    if (!take->chapter_start)
        return;
    if (take->silence_frames < lead_in + lead_out)
        take->silence_frames = lead_in + lead_out;
    take->silence_before_chapter_frames = take->silence_frames - lead_in;
}

static void set_payload(const struct speech *speech, struct view payload, struct take *take)
{
    if (speech->settings.encode)
        take->mp3 = payload;
    take->samples = (const int16_t *)(const void *)payload.at;
    take->sample_count = speech->settings.encode ? 0 : payload.bytes / sizeof(int16_t);
}

/* Delivers the chime, or before all the intro, as a take of its own, which starts the chapter;
 * `take` then follows it after a pause and no longer starts the chapter. */
static bool deliver_chime(struct performance *performance, struct take *take, struct err *err)
{
    const struct speech *speech = performance->speech;
    bool is_intro = take->id == 0 && speech->intro_frames > 0;
    struct take chime = *take;
    chime.frames = is_intro ? speech->intro_frames : speech->chime_frames;
    if (!take->chapter_start || chime.frames == 0)
        return true;
    set_payload(speech, text_view(is_intro ? &speech->intro : &speech->chime), &chime);
    take->chapter_start = false;
    take->silence_before_chapter_frames = 0;
    take->silence_frames = frames_of_ms(
        speech, (is_intro ? MUSIC_PAUSE_MS : CHIME_PAUSE_MS) - TAKE_TAIL_MS - TAKE_HEAD_MS, 0);
    return performance->hooks->take(performance->hooks->context, &chime, err);
}

/* After all takes, in the last chapter. */
static bool deliver_outro(struct performance *performance, struct err *err)
{
    const struct speech *speech = performance->speech;
    if (speech->outro_frames == 0)
        return true;
    struct take outro = {
        .id = speech->plans.count - 1,
        .of = speech->plans.count,
        .chapter = speech->plans.items[speech->plans.count - 1].chapter,
        .silence_frames = frames_of_ms(speech, MUSIC_PAUSE_MS - TAKE_TAIL_MS - TAKE_HEAD_MS,
                                       performance->padding_samples),
        .frames = speech->outro_frames,
    };
    set_payload(speech, text_view(&speech->outro), &outro);
    return performance->hooks->take(performance->hooks->context, &outro, err);
}

static bool report_losses(struct performance *performance, const struct take_reply *reply,
                          struct err *err)
{
    const struct take_head *head = &reply->head;
    for (size_t i = 0; i < (size_t)head->lost_count + head->simplified_count; i++) {
        uint32_t index;
        memcpy(&index, reply->indices.at + i * sizeof index, sizeof index);
        bool lost = i < head->lost_count;
        if (lost && !performance->speech->settings.keep_going) {
            const struct script *script = performance->speech->render.script;
            struct view written = book_view(script->book, script->utterances[index].start,
                                            script->utterances[index].end);
            return err_set(err, ERR_SPEECH,
                           "chapter \"%s\", byte %zu of the text: eSpeak NG cannot speak \"%.*s\"; "
                           "change the text, or use --keep-going to put a pause there",
                           script->book->chapters[script->utterances[index].chapter].title,
                           script->utterances[index].start,
                           written.bytes > 200 ? 200 : (int)written.bytes, written.at);
        }
        performance->report->lost_sentences += lost;
        warn(performance, view_of(lost ? "replaced by a pause" : "spoken in simplified form"),
             index);
    }
    return true;
}

/* Keeps a take for the next time, unless anything went wrong with it. */
static bool keep(const struct performance *performance, const struct slot *slot,
                 const struct take_head *head, struct err *err)
{
    const struct speech_settings *settings = &performance->speech->settings;
    if (settings->cache == NULL || slot->cached || slot->job.mode != RENDER_PLAIN ||
        head->lost_count > 0 || head->simplified_count > 0 ||
        cache_put(settings->cache, &slot->key, text_view(&slot->worker.reply)))
        return true;
    return settings->share_count == 0 ||
           err_set(err, ERR_OUTPUT,
                   "a share is of no use because the cache cannot be written; give a folder that "
                   "all machines can write to with --cache");
}

/* The part of the first take that is there early; what follows it is delivered as the rest of the
 * take. */
static bool deliver_lead(struct performance *performance, struct err *err)
{
    const struct speech *speech = performance->speech;
    struct lead *lead = &performance->lead;
    if (!lead->ready || lead->frames > 0 || performance->next_deliver > 0)
        return true;
    struct take take = {
        .of = speech->plans.count,
        .chapter = lead->plan.chapter,
        .chapter_start = lead->plan.chapter_start,
        .frames = lead->reply.head.frames,
    };
    plan_silence(performance, 0, &take);
    set_payload(speech, lead->reply.payload, &take);
    lead->frames = take.frames;
    return deliver_chime(performance, &take, err) &&
           performance->hooks->take(performance->hooks->context, &take, err) &&
           outlet_write(performance->hooks->outlet, err);
}

/* Of the first take what the lead has not delivered. Its frames need nothing of those before them,
 * so the rest fits even if the lead's were others, as when a sentence had to be simplified. */
static bool deliver_rest(const struct performance *performance, struct take *take, struct err *err)
{
    const struct lead *lead = &performance->lead;
    uint32_t frames = take->frames < lead->frames ? take->frames : lead->frames;
    take->continues = true;
    take->chapter_start = false;
    take->silence_frames = take->silence_before_chapter_frames = 0;
    take->mp3 = view_part(take->mp3, mp3_frames_bytes(performance->speech->mp3, take->mp3, frames),
                          take->mp3.bytes);
    take->frames -= frames;
    return performance->hooks->take(performance->hooks->context, take, err);
}

static bool deliver_take(struct performance *performance, struct slot *slot, struct err *err)
{
    const struct speech *speech = performance->speech;
    const struct take_plan *plan = &speech->plans.items[slot->id];
    const struct take_reply *reply = &slot->reply;
    if (!report_losses(performance, reply, err))
        return false;
    if (slot->job.mode == RENDER_CAREFUL)
        warn(performance, view_of("spoken sentence by sentence, because two workers crashed"),
             plan->first);
    if (!keep(performance, slot, &reply->head, err))
        return false;
    performance->report->cached += slot->cached;
    if (speech->settings.share_count > 0)
        return true;
    struct take take = {
        .id = slot->id,
        .of = speech->plans.count,
        .chapter = plan->chapter,
        .chapter_start = plan->chapter_start,
        .frames = reply->head.frames,
    };
    plan_silence(performance, slot->id, &take);
    performance->padding_samples = reply->head.padding_samples;
    set_payload(speech, reply->payload, &take);
    if (slot->id == 0 && performance->lead.frames > 0)
        return deliver_rest(performance, &take, err);
    return deliver_chime(performance, &take, err) &&
           performance->hooks->take(performance->hooks->context, &take, err);
}

static bool deliver_takes(struct performance *performance, struct err *err)
{
    if (!deliver_lead(performance, err))
        return false;
    while (performance->next_deliver < performance->next_start && outlet_has_room(performance)) {
        struct slot *slot = &performance->slots[performance->next_deliver % performance->window];
        if (!slot->finished)
            return true;
        bool good = slot->passed || deliver_take(performance, slot, err);
        give_room(performance, slot);
        worker_release(&slot->worker);
        slot->finished = false;
        if (!good)
            return false;
        performance->report->takes += !slot->passed;
        performance->next_deliver++;
        /* Delivering has made room in the window: start more before the next write. */
        if (!start_takes(performance, err))
            return false;
    }
    return true;
}

bool speech_begin(struct speech *speech, const struct speech_hooks *hooks, struct err *err)
{
    enum { WAIT_MS = 1000 }; /* chosen: far more than it takes */
    struct performance performance = {.speech = speech, .hooks = hooks};
    struct lead *lead = &performance.lead;
    double deadline_s = tty_clock() + WAIT_MS / 1000.0;
    lead_start(lead, speech);
    while (lead_descriptor(lead) >= 0 && tty_clock() < deadline_s && !hooks->stop()) {
        struct pollfd one = {lead_descriptor(lead), POLLIN, 0};
        if (poll(&one, 1, POLL_MS) > 0)
            lead_read(lead, speech);
    }
    bool good = deliver_lead(&performance, err);
    speech->lead_frames = lead->frames;
    lead_release(lead);
    return good;
}

bool speech_perform(struct speech *speech, const struct speech_hooks *hooks,
                    struct speech_report *report, struct err *err)
{
    struct performance performance = {
        .speech = speech,
        .hooks = hooks,
        .report = report,
        .window = (size_t)speech->settings.jobs * WINDOW_PER_JOB,
    };
    performance.slots = mem_zero(performance.window, sizeof *performance.slots);
    performance.processor_taken = mem_zero(performance.window, sizeof *performance.processor_taken);
    performance.polls = mem_zero(performance.window + OTHER_POLLS, sizeof *performance.polls);
    performance.rooms = mem_zero((size_t)speech->settings.jobs, sizeof *performance.rooms);
    for (size_t i = 0; i < performance.window; i++)
        performance.slots[i].worker.descriptor = -1;
    performance.lead.worker.descriptor = -1;
    performance.lead.frames = speech->lead_frames;
    *report = (struct speech_report){0};
    bool good = true;
    if (hooks->outlet != NULL && speech->lead_frames == 0 && speech->plans.count > 0 &&
        !next_slot(&performance)->finished)
        lead_start(&performance.lead, speech);
    while (good && performance.next_deliver < speech->plans.count) {
        good = start_takes(&performance, err) && read_replies(&performance, err) &&
               deliver_takes(&performance, err);
        if (good && hooks->stop())
            good = err_set(err, ERR_SYSTEM, "stopped by a signal");
    }
    good = good && (speech->plans.count == 0 || deliver_outro(&performance, err));
    for (size_t i = 0; i < performance.window; i++) {
        worker_release(&performance.slots[i].worker);
        stop_working(&performance, &performance.slots[i]);
    }
    lead_release(&performance.lead);
    while (performance.room_count > 0)
        text_release(&performance.rooms[--performance.room_count]);
    free(performance.rooms);
    free(performance.slots);
    free(performance.polls);
    free(performance.processor_taken);
    return good;
}
