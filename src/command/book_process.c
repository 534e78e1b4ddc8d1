/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/book_process.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/tty.h"
#include "command/book_channel.h"
#include "command/command.h"
#include "command/options.h"
#include "command/render.h"
#include "command/shelf_names.h"
#include "speech/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the process of the book. */
struct book_side {
    const struct book_process *process;
    int descriptor;
};

static void send_line(void *context, enum tty_line kind, const char *line)
{
    const struct book_side *side = context;
    struct channel_message message = {.kind = CHANNEL_LINE, .detail = (int)kind};
    channel_send(side->descriptor, &message, line);
}

static void send_progress(void *context, const struct tty_state *state)
{
    const struct book_side *side = context;
    struct channel_message message = {
        .kind = CHANNEL_PROGRESS, .done = state->done, .sound_seconds = state->sound_seconds};
    channel_send(side->descriptor, &message, state->title);
}

/* The file to be written: known from the start, or the answer to a wish. */
static char *ask_for_target(void *context, const struct metadata *metadata, struct err *err)
{
    const struct book_side *side = context;
    const struct book_process *process = side->process;
    if (process->target != NULL)
        return mem_copy_text(process->target, strlen(process->target));
    struct channel_message message = {.kind = CHANNEL_NAME};
    char *wish = shelf_names_wish(process->names, process->book, metadata);
    bool good = channel_send(side->descriptor, &message, wish) &&
                channel_receive(side->descriptor, &message) == CHANNEL_GOT;
    free(wish);
    if (good && message.kind == CHANNEL_NAME)
        return mem_copy_text(message.text, strlen(message.text));
    if (good && message.kind == CHANNEL_NO_NAME)
        err_set(err, (enum err_kind)message.detail, "%s", message.text);
    else
        err_set(err, ERR_SYSTEM, "internal error: no name for the file; please report it");
    return NULL;
}

static void render(struct book_side *side)
{
    const struct book_process *process = side->process;
    struct text plan = {0};
    struct render_report report = {.plan = process->options->dry_run ? &plan : NULL};
    struct render_request request = {
        .path = process->book->path,
        .target = ask_for_target,
        .context = side,
        .target_needs_book = process->target == NULL,
        .below = process->names->folder,
        .permits = &process->permits,
        .report = &report,
    };
    struct err err = {0};
    bool good = render_book(process->options, &request, &err);
    struct channel_message message = {
        .kind = good ? CHANNEL_DONE : CHANNEL_FAILED,
        .detail = good ? report.up_to_date : (int)err.kind,
        .done = 1,
        .sound_seconds = report.sound_seconds,
        .file_bytes = (double)report.file_bytes,
    };
    channel_send(side->descriptor, &message, good ? text_view(&plan).at : err.text);
    text_release(&plan);
}

/* Standard input belongs to the shelf, unless it is the book. */
static void close_input(const struct book_process *process)
{
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null >= 0 && strcmp(process->book->path, "-") != 0)
        dup2(null, STDIN_FILENO);
}

static _Noreturn void child_main(const struct book_process *process, int descriptor, pid_t parent)
{
    struct book_side side = {process, descriptor};
    const struct tty_sink sink = {send_line, send_progress, &side};
    command_let_signals();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) /* it ended before the line above */
        _exit(1);
    for (size_t i = 0; i < process->other_count; i++)
        if (process->others[i] >= 0)
            close(process->others[i]);
    close_input(process);
    worker_begin_at((size_t)process->permits.first);
    permits_keep_from_children(&process->permits);
    tty_divert(&sink);
    render(&side);
    _exit(0);
}

bool book_process_start(const struct book_process *process, pid_t *pid, int *descriptor,
                        struct err *err)
{
    int ends[2];
    if (!channel_open(ends, err))
        return false;
    pid_t parent = getpid();
    *pid = fork();
    if (*pid == 0) {
        close(ends[0]);
        child_main(process, ends[1], parent);
    }
    close(ends[1]);
    *descriptor = ends[0];
    if (*pid > 0)
        return true;
    close(ends[0]);
    return err_set(err, ERR_SYSTEM, "cannot create a process for the book: %s", strerror(errno));
}

void book_process_end(pid_t pid, bool told, struct err *err)
{
    int status = 0;
    kill(pid, SIGKILL); /* it has closed its channel, so it is ending, or pretends to */
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (told)
        return;
    if (WIFSIGNALED(status))
        err_set(err, ERR_SYSTEM, "the process that rendered it was ended by signal %d (%s)",
                WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        err_set(err, ERR_SYSTEM, "the process that rendered it ended with status %d and no word",
                WEXITSTATUS(status));
}
