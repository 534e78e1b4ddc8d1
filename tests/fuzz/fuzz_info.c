/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an MP3 to be looked at: in memory and as a file, with its sound and its picture. So
 * that the fuzzer need not find out what a frame is, the bytes come once more after a tag's header
 * and before two frames. */
#include "fuzz.h"

#include "base/str.h"
#include "info/info.h"
#include "info/listen.h"
#include "info/waveform.h"

#include <string.h>

static void look_at(const void *bytes, size_t count)
{
    struct info info = {0}, same = {0};
    struct err err = {0};
    char path[64];
    int file = fuzz_file(bytes, count, path);
    bool good = info_read_bytes(bytes, count, &info, &err);
    fuzz_need_or(good, ERR_INPUT, &err);
    bool same_good = info_read(path, &same, &err);
    fuzz_need_or(same_good, ERR_INPUT, &err);
    if (good != same_good || info.fault_count != same.fault_count)
        abort();
    struct listen listen = {0};
    /* One in sixteen: to decode takes far longer than all the rest. */
    bool listens = count > 0 && count < 20000 && ((const uint8_t *)bytes)[count / 2] % 16 == 0;
    if (good && listens && listen_is_possible() && listen_to(path, &info, &listen, &err)) {
        struct text svg = {0};
        waveform_draw(&info, &listen.course, "fuzz", &svg);
        text_release(&svg);
    }
    listen_release(&listen);
    info_release(&info);
    info_release(&same);
    close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static const uint8_t frame_start[] = {0xFF, 0xF3, 0x80, 0xC4}; /* 64 kbit/s, 22,050 Hz, mono */
    enum { FRAME_BYTES = 208 };
    struct text tagged = {0};
    look_at(bytes, count);
    if (count > 1 << 20)
        return 0;
    uint8_t head[10] = {'I', 'D', '3', count > 0 && bytes[0] % 3 == 0 ? 4 : 3};
    for (int i = 0; i < 4; i++)
        head[9 - i] = (uint8_t)(count >> 7 * i & 0x7F);
    text_add(&tagged, (const char *)head, sizeof head);
    text_add(&tagged, (const char *)bytes, count);
    for (int i = 0; i < 3 * FRAME_BYTES; i++)
        text_add_char(&tagged, i % FRAME_BYTES < 4 ? (char)frame_start[i % FRAME_BYTES] : '\0');
    look_at(tagged.at, tagged.bytes);
    text_release(&tagged);
    return 0;
}
