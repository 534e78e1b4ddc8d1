/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Comes before every reply; without it a reply is incomplete or not one of ours. */
struct reply_header {
    uint32_t magic;
    uint32_t failed; /* the rest is an enum err_kind and a sentence */
    uint64_t bytes;  /* of the rest */
};

/* REPLY_MAGIC spells "lect". 1 MiB is the largest pipe that Linux allows every user; it holds two
 * minutes of MP3 at 64 kbit/s, as much as most takes have. */
enum { REPLY_MAGIC = 0x6c656374, READ_BYTES = 64 * 1024, PIPE_BYTES = 1024 * 1024 };

static bool send_all(int descriptor, const void *bytes, size_t count)
{
    const char *at = bytes;
    while (count > 0) {
        ssize_t sent = write(descriptor, at, count);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        at += sent;
        count -= (size_t)sent;
    }
    return true;
}

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
}

static void limit_child(pid_t parent)
{
    struct rlimit cpu = {WORKER_CPU_SECONDS, WORKER_CPU_SECONDS + 5}, core = {0, 0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* the parent ended before the line above */
        _exit(1);
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
    alarm(WORKER_WALL_SECONDS);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
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

static _Noreturn void child_main(int descriptor, worker_function *work, void *context)
{
    struct text reply = {.stays = true};
    struct err err = {0};
    bool good = work(context, &reply, &err);
    if (!good) {
        text_clear(&reply);
        text_add(&reply, (const char *)&err.kind, sizeof err.kind);
        text_add_str(&reply, err.text);
    }
    struct reply_header header = {REPLY_MAGIC, !good, reply.bytes};
    bool sent =
        send_all(descriptor, &header, sizeof header) && send_all(descriptor, reply.at, reply.bytes);
    _exit(sent ? 0 : 1);
}

bool worker_start(struct worker *worker, worker_function *work, void *context, size_t processor,
                  struct err *err)
{
    int ends[2];
    *worker = (struct worker){.descriptor = -1, .reply = {.stays = true}};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return err_set(err, ERR_SYSTEM, "cannot create a pipe for a worker: %s", strerror(errno));
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
        worker_begin_at(processor);
        silence_standard_streams();
        limit_child(parent);
        child_main(ends[1], work, context);
    }
    close(ends[1]);
    worker->pid = pid;
    worker->descriptor = ends[0];
    return true;
}

bool worker_read(struct worker *worker)
{
    char bytes[READ_BYTES];
    ssize_t got = read(worker->descriptor, bytes, sizeof bytes);
    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    text_add(&worker->reply, bytes, (size_t)got);
    return got > 0;
}

static int reap(struct worker *worker)
{
    int status = 0;
    if (worker->descriptor >= 0)
        close(worker->descriptor);
    worker->descriptor = -1;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    worker->pid = 0;
    return status;
}

static enum worker_end read_failure(struct view rest, struct err *err)
{
    enum err_kind kind;
    memcpy(&kind, rest.at, sizeof kind);
    rest = view_part(rest, sizeof kind, rest.bytes);
    err_set(err, kind, "%.*s", VIEW_ARGS(rest));
    return WORKER_FAILED;
}

enum worker_end worker_end(struct worker *worker, struct err *err)
{
    int status = reap(worker);
    struct reply_header header = {0};
    if (WIFSIGNALED(status)) {
        err_set(err, ERR_SPEECH, "the worker was ended by signal %d (%s)", WTERMSIG(status),
                strsignal(WTERMSIG(status)));
        return WTERMSIG(status) == SIGKILL ? WORKER_KILLED : WORKER_DIED;
    }
    if (worker->reply.bytes >= sizeof header)
        memcpy(&header, worker->reply.at, sizeof header);
    size_t rest = worker->reply.bytes - sizeof header;
    if (status != 0 || header.magic != REPLY_MAGIC || header.bytes != rest ||
        (header.failed && rest < sizeof(enum err_kind))) {
        err_set(err, ERR_SPEECH, "the worker ended without a complete answer");
        return WORKER_DIED;
    }
    memmove(worker->reply.at, worker->reply.at + sizeof header, rest);
    text_cut(&worker->reply, rest);
    return header.failed ? read_failure(text_view(&worker->reply), err) : WORKER_DONE;
}

enum worker_end worker_run(worker_function *work, void *context, struct text *reply,
                           struct err *err)
{
    struct worker worker;
    if (!worker_start(&worker, work, context, 0, err))
        return WORKER_FAILED;
    while (worker_read(&worker))
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
