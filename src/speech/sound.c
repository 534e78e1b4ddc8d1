#include "speech/sound.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#include <math.h>
#include <ogg/ogg.h>
#include <samplerate.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
bool sound_write(struct sound_out *out, const int16_t *samples, size_t count, struct err *err) {
    (void)out;
    (void)samples;
    (void)count;
    return err_set(err, ERR_OUTPUT, "masters: not yet");
}
struct sound_out *sound_create(struct file_out *file, enum sound_format format, int rate_hz,
                               const char *title, const char *author, struct err *err) {
    (void)file;
    (void)format;
    (void)rate_hz;
    (void)title;
    (void)author;
    err_set(err, ERR_OUTPUT, "masters: not yet");
    return NULL;
}
bool sound_finish(struct sound_out *out, struct err *err) {
    (void)out;
    return err_set(err, ERR_OUTPUT, "masters: not yet");
}
void sound_abandon(struct sound_out *out) {
    (void)out;
}
