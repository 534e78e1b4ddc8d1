/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/stream.h"

#include "base/outlet.h"
#include "base/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_standard_output(const char *target)
{
    return strcmp(target, "-") == 0;
}

bool stream_is_asked_for(const char *target)
{
    struct stat status;
    return is_standard_output(target) || (stat(target, &status) == 0 && S_ISFIFO(status.st_mode));
}

bool stream_check(const char *target, bool is_mp3, struct err *err)
{
    if (!is_mp3)
        return err_set(err, ERR_USAGE, "%s: only an MP3 can be written to a FIFO", target);
    if (is_standard_output(target) && isatty(STDOUT_FILENO))
        return err_set(err, ERR_USAGE,
                       "an MP3 would do no good on a terminal; write: lectern -o - BOOK | mpv -");
    return true;
}

/* A file of its own keeps the times of its chapters, which a stream cannot have. */
static void advise(int descriptor)
{
    struct stat status;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
        tty_warn("standard output is a file: as a stream, it gets no chapters to jump to; give its "
                 "name with -o for that");
}

bool stream_open(struct outlet *outlet, const char *target, bool (*stop)(void), struct err *err)
{
    bool standard = is_standard_output(target);
    int descriptor;
    do
        descriptor = standard ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
                              : open(target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    while (descriptor < 0 && errno == EINTR && !stop());
    if (descriptor < 0 && stop())
        return err_set(err, ERR_SYSTEM, "stopped by a signal");
    if (descriptor < 0)
        return err_set(err, err_kind_of(errno, ERR_OUTPUT), "%s: cannot be opened: %s",
                       standard ? "standard output" : target, strerror(errno));
    outlet_open(outlet, descriptor, standard ? "standard output" : target);
    if (standard)
        advise(descriptor);
    return true;
}

bool stream_put(void *context, struct view bytes, struct err *err)
{
    outlet_add(context, bytes);
    return outlet_write(context, err);
}
