/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long somebody waits who listens to an MP3 that is being made: the seconds from the start of a
 * command until what it writes on standard output has its first frame that is not silence. Then the
 * command is left alone: its reader goes away.
 *
 *     first_sound COMMAND [ARGUMENT...]        prints "TAG FRAMES SOUND SILENT": seconds to the
 * whole ID3 tag, the first frame and the first sound, and how many silent frames come before that
 *
 * Silent frames are those that are the same as the first one but for the padding byte.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int read_all(int file, uint8_t *bytes, size_t count)
{
    while (count > 0) {
        ssize_t got = read(file, bytes, count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return 0;
        bytes += got;
        count -= (size_t)got;
    }
    return 1;
}

/* Bytes of a Layer III frame after its header, or 0. */
static size_t rest_of_frame(const uint8_t *header)
{
    static const int kbps[2][16] = {
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0}};
    static const int rates_hz[2][4] = {{22050, 24000, 16000, 0}, {44100, 48000, 32000, 0}};
    int version1 = header[1] >> 3 & 1;
    int rate_hz = rates_hz[version1][header[2] >> 2 & 3], rate = kbps[version1][header[2] >> 4];
    if (header[0] != 0xFF || (header[1] & 0xE6) != 0xE2 || rate_hz == 0 || rate == 0)
        return 0;
    return (size_t)((version1 ? 144000 : 72000) * rate / rate_hz + (header[2] >> 1 & 1)) - 4;
}

static int skip_tag(int file)
{
    uint8_t head[10], byte;
    if (!read_all(file, head, sizeof head) || memcmp(head, "ID3", 3) != 0)
        return 0;
    size_t size = (size_t)head[6] << 21 | (size_t)head[7] << 14 | (size_t)head[8] << 7 | head[9];
    while (size-- > 0)
        if (!read_all(file, &byte, 1))
            return 0;
    return 1;
}

static int listen_to(int file, double started_s)
{
    uint8_t header[4], frame[2000], first[2000];
    size_t first_bytes = 0, bytes;
    unsigned silent = 0;
    double tag_s, frame_s = 0;
    if (!skip_tag(file))
        return 0;
    tag_s = now_s() - started_s;
    while (read_all(file, header, sizeof header) && (bytes = rest_of_frame(header)) > 0 &&
           bytes <= sizeof frame && read_all(file, frame, bytes)) {
        bytes -= header[2] >> 1 & 1;
        if (first_bytes == 0) {
            frame_s = now_s() - started_s;
            memcpy(first, frame, first_bytes = bytes);
        }
        if (bytes != first_bytes || memcmp(first, frame, bytes) != 0) {
            printf("%.3f %.3f %.3f %u\n", tag_s, frame_s, now_s() - started_s, silent);
            return 1;
        }
        silent++;
    }
    return 0;
}

int main(int argc, char **argv)
{
    int ends[2];
    (void)argc;
    if (argv[1] == NULL || pipe(ends) != 0)
        return 2;
    double started_s = now_s();
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    close(ends[1]);
    int good = pid > 0 && listen_to(ends[0], started_s);
    close(ends[0]);
    if (pid > 0)
        waitpid(pid, NULL, 0);
    return good ? 0 : 1;
}
