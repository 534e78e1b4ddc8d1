/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/worker.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/spill.h"
#include "base/tty.h"
#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Comes before every reply; without it a reply is incomplete or not one of ours. */
struct reply_header {
    uint32_t magic;
    uint32_t failed; /* the rest is an enum err_kind and a sentence */
    uint64_t bytes;  /* of the rest */
};
_Static_assert(sizeof(struct reply_header) == WORKER_HEAD_BYTES, "the head of a reply");

/* REPLY_MAGIC spells "lect". 1 MiB is the largest pipe that Linux allows every user; it holds two
 * minutes of MP3 at 64 kbit/s, as much as most takes have. */
enum { REPLY_MAGIC = 0x6c656374, PIPE_BYTES = 1024 * 1024 };

/* Hides the crash messages of the C library; our own go through the pipe. */
static void silence_standard_streams(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0)
        return;
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
#ifndef LECTERN_KEEP_STDERR /* a sanitizer's report is worth reading */
    dup2(null, STDERR_FILENO);
#endif
    if (null > STDERR_FILENO)
        close(null);
}

static void limit_child(pid_t parent)
{
    /* Not 0: a core file may not have one byte, but a program that takes core dumps from a pipe
     * gets them with a limit of 0, and may never end. */
    struct rlimit cpu = {WORKER_CPU_SECONDS, WORKER_CPU_SECONDS + 5}, core = {1, 1}, none = {0, 0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* the parent ended before the line above */
        _exit(1);
    setrlimit(RLIMIT_CPU, &cpu);
    if (setrlimit(RLIMIT_CORE, &core) != 0)
        setrlimit(RLIMIT_CORE, &none);
    alarm(WORKER_WALL_SECONDS);
    sigset_t all_pass;
    sigemptyset(&all_pass);
    sigprocmask(SIG_SETMASK, &all_pass, NULL);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
}

/* Then lets it use all again. */
void worker_begin_at(size_t processor)
{
    cpu_set_t allowed, one;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0 || CPU_COUNT(&allowed) < 2)
        return;
    processor %= (size_t)CPU_COUNT(&allowed);
    for (size_t cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (!CPU_ISSET(cpu, &allowed) || processor-- > 0)
            continue;
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
        sched_setaffinity(0, sizeof one, &one);
        sched_setaffinity(0, sizeof allowed, &allowed);
        return;
    }
}

/* Closes all descriptors from `first` to the one before `end`. */
static void close_from_to(int first, int end)
{
    enum { MOST = 1 << 16 }; /* chosen: where close_range() is not allowed */
    if (first >= end || close_range((unsigned)first, (unsigned)end - 1, 0) == 0)
        return;
    for (int i = first; i < end && i < MOST; i++)
        close(i);
}

/* Closes what a worker does not need: the unfinished result, other workers' pipes. */
static void close_others(int pipe, const struct worker_terms *terms)
{
    int first = STDERR_FILENO + 1;
    for (size_t i = 0; i <= terms->descriptor_count; i++) {
        int end = i < terms->descriptor_count ? terms->descriptors[i] : INT_MAX;
        if (pipe >= first && pipe < end) {
            close_from_to(first, pipe);
            first = pipe + 1;
        }
        close_from_to(first, end);
        first = end == INT_MAX ? end : end + 1;
    }
}

static void send_no_memory(void *context)
{
    static const char sentence[] = "a worker is out of memory; close other programs, or use fewer "
                                   "workers (-j)";
    const int *descriptor = context;
    enum err_kind kind = ERR_SYSTEM;
    struct reply_header header = {REPLY_MAGIC, 1, sizeof kind + sizeof sentence - 1};
    bool sent = file_put(*descriptor, &header, sizeof header) &&
                file_put(*descriptor, &kind, sizeof kind) &&
                file_put(*descriptor, sentence, sizeof sentence - 1);
    _exit(sent ? 0 : 1);
}

static _Noreturn void child_main(int descriptor, worker_function *work, void *context)
{
    struct mem_farewell farewell = {send_no_memory, &descriptor, NULL};
    struct text reply = {.apart = true};
    struct err err = {0};
    mem_farewell_only(&farewell);
    bool good = work(context, &reply, &err);
    if (!good) {
        text_clear(&reply);
        text_add(&reply, (const char *)&err.kind, sizeof err.kind);
        text_add_str(&reply, err.text);
    }
    struct reply_header header = {REPLY_MAGIC, !good, reply.bytes};
    bool sent =
        file_put(descriptor, &header, sizeof header) && file_put(descriptor, reply.at, reply.bytes);
    _exit(sent ? 0 : 1);
}

bool worker_start(struct worker *worker, worker_function *work, void *context,
                  const struct worker_terms *terms, size_t processor, struct err *err)
{
    int ends[2];
    struct text reply = worker->reply;
    text_clear(&reply);
    reply.apart = true;
    *worker = (struct worker){.descriptor = -1,
                              .reply = reply,
                              .limit_bytes = terms->reply_bytes,
                              .deadline_s = tty_clock() + WORKER_WALL_SECONDS + WORKER_END_SECONDS};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return err_set(err, ERR_SYSTEM, "cannot create a pipe for a worker: %s%s", strerror(errno),
                       err_advice(errno));
    /* Room for most takes, so the child need not wait for us. A smaller pipe works, too. */
    fcntl(ends[0], F_SETPIPE_SZ, PIPE_BYTES);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid < 0) {
        err_set(err, ERR_SYSTEM, "cannot create a process for a worker: %s", strerror(errno));
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    if (pid == 0) {
        close(ends[0]);
        spill_separate(); /* needs its files, which are closed next */
        worker_begin_at(processor);
        silence_standard_streams();
        limit_child(parent);
        if (!terms->only_prepares)
            sandbox_enter_worker(); /* has a descriptor, too */
        close_others(ends[1], terms);
        child_main(ends[1], work, context);
    }
    close(ends[1]);
    worker->pid = pid;
    worker->descriptor = ends[0];
    return true;
}

/* Why the reply cannot be one of ours, as soon as that is known; else NULL. */
static const char *problem_of(const struct worker *worker)
{
    struct reply_header header;
    if (worker->head_bytes < sizeof header)
        return NULL;
    memcpy(&header, worker->head, sizeof header);
    if (header.magic != REPLY_MAGIC || header.failed > 1)
        return "the worker's answer does not begin like one";
    if (header.bytes > worker->limit_bytes)
        return "the worker's answer is too long";
    return worker->reply.bytes > header.bytes ? "the worker's answer is longer than it says" : NULL;
}

/* Reads all that is there: first what is missing of the head, then the reply in its place. */
static ssize_t read_parts(struct worker *worker)
{
    struct text *reply = &worker->reply;
    text_reserve(reply, PIPE_BYTES);
    size_t head = sizeof worker->head - worker->head_bytes;
    struct iovec parts[] = {{worker->head + worker->head_bytes, head},
                            {reply->at + reply->bytes, PIPE_BYTES}};
    ssize_t got = readv(worker->descriptor, parts, 2);
    if (got <= 0)
        return got;
    if (head > (size_t)got)
        head = (size_t)got;
    worker->head_bytes += head;
    reply->bytes += (size_t)got - head;
    reply->at[reply->bytes] = '\0';
    return got;
}

bool worker_read(struct worker *worker)
{
    ssize_t got = read_parts(worker);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (got < 0)
        worker->problem = "the worker's answer cannot be read";
    if (got <= 0)
        return false;
    worker->problem = problem_of(worker);
    if (tty_clock() > worker->deadline_s)
        worker->problem = "the worker took too long";
    return worker->problem == NULL;
}

bool worker_is_lost(struct worker *worker)
{
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)worker->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        info.si_pid != 0) {
        /* What it wrote before its end can be read; nothing more can come. */
        struct pollfd poll_one = {worker->descriptor, POLLIN, 0};
        return poll(&poll_one, 1, 0) == 0;
    }
    if (tty_clock() < worker->deadline_s)
        return false;
    worker->problem = "the worker took too long";
    return true;
}

/* Waits for the end of a child that has closed its pipe, or is killed. */
static int reap(struct worker *worker)
{
    static const struct timespec step = {0, 200000}; /* chosen: a child ends within a millisecond */
    double deadline_s = tty_clock() + WORKER_END_SECONDS;
    int status = 0;
    if (worker->problem != NULL)
        kill(worker->pid, SIGKILL);
    if (worker->descriptor >= 0)
        close(worker->descriptor);
    worker->descriptor = -1;
    for (;;) {
        pid_t ended = waitpid(worker->pid, &status, WNOHANG);
        if (ended == worker->pid || (ended < 0 && errno != EINTR))
            break;
        if (tty_clock() > deadline_s)
            kill(worker->pid, SIGKILL);
        nanosleep(&step, NULL);
    }
    worker->pid = 0;
    return status;
}

/* Control characters of a message become "?", so that no worker writes to the terminal. */
static void clean(char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            *text = '?';
}

static enum worker_end read_failure(struct view rest, struct err *err)
{
    int kind;
    memcpy(&kind, rest.at, sizeof kind);
    rest = view_part(rest, sizeof kind, sizeof kind + ERR_TEXT_BYTES);
    if (kind < ERR_SYSTEM || kind > ERR_SPEECH) {
        err_set(err, ERR_SPEECH, "the worker failed in an unknown way");
        return WORKER_DIED;
    }
    err_set(err, (enum err_kind)kind, "%.*s", VIEW_ARGS(rest));
    clean(err->text);
    return WORKER_FAILED;
}

enum worker_end worker_end(struct worker *worker, struct err *err)
{
    int status = reap(worker);
    struct reply_header header = {0};
    if (worker->problem != NULL) {
        err_set(err, ERR_SPEECH, "%s", worker->problem);
        return WORKER_DIED;
    }
    if (WIFSIGNALED(status)) {
        err_set(err, ERR_SPEECH, "the worker was ended by signal %d (%s)", WTERMSIG(status),
                strsignal(WTERMSIG(status)));
        return WTERMSIG(status) == SIGKILL ? WORKER_KILLED : WORKER_DIED;
    }
    if (worker->head_bytes == sizeof header)
        memcpy(&header, worker->head, sizeof header);
    size_t rest = worker->reply.bytes;
    if (status != 0 || header.magic != REPLY_MAGIC || header.bytes != rest ||
        (header.failed && rest < sizeof(enum err_kind))) {
        err_set(err, ERR_SPEECH, "the worker ended without a complete answer");
        return WORKER_DIED;
    }
    return header.failed ? read_failure(text_view(&worker->reply), err) : WORKER_DONE;
}

/* Waits for the next bytes; false when there are no more. */
static bool wait_and_read(struct worker *worker)
{
    enum { WAIT_MS = 500 }; /* chosen: how late a child is missed that cannot say its end */
    struct pollfd poll_one = {worker->descriptor, POLLIN, 0};
    int ready = poll(&poll_one, 1, WAIT_MS);
    if (ready == 0)
        return !worker_is_lost(worker);
    if (ready < 0 && errno != EINTR)
        worker->problem = "the worker cannot be waited for";
    return ready < 0 ? worker->problem == NULL : worker_read(worker);
}

enum worker_end worker_run(worker_function *work, void *context, const struct worker_terms *terms,
                           struct text *reply, struct err *err)
{
    struct worker worker = {0};
    if (!worker_start(&worker, work, context, terms, 0, err))
        return WORKER_FAILED;
    while (wait_and_read(&worker))
        ;
    enum worker_end end = worker_end(&worker, err);
    if (end == WORKER_DONE)
        text_add_view(reply, text_view(&worker.reply));
    worker_release(&worker);
    return end;
}

void worker_release(struct worker *worker)
{
    if (worker->pid > 0) {
        kill(worker->pid, SIGKILL);
        reap(worker);
    }
    text_release(&worker->reply);
}
