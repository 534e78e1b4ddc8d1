/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a cover: after the start of a JPEG, and as they are. What is made of them must fit.
 */
#include "fuzz.h"

#include "base/str.h"
#include "picture/picture.h"

static void convert(struct view picture)
{
    static const struct picture_limits limits = {200, 20000};
    struct text out = {0};
    struct err err = {.text = "the result does not fit"};
    picture_fits(picture, &limits);
    bool good = picture_convert(picture, &limits, &out, &err);
    fuzz_need_or(good, ERR_INPUT, &err);
    fuzz_need(!good || picture_fits(text_view(&out), &limits), &err);
    text_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    convert((struct view){(const char *)bytes, count});
    struct text jpeg = {0};
    text_add(&jpeg, "\xFF\xD8\xFF", 3);
    text_add(&jpeg, (const char *)bytes, count);
    convert(text_view(&jpeg));
    text_release(&jpeg);
    return 0;
}
