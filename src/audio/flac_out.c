/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/flac_out.h"

#include "audio/labels.h"
#include "base/file.h"
#include "base/mem.h"

#include <FLAC/metadata.h>
#include <FLAC/stream_encoder.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* RFC 9639, section 8: what stands before the blocks that we add, and the sizes in them. */
    FIRST_BLOCK_AT = 4 + 38, /* "fLaC" and STREAMINFO */
    BLOCK_HEADER_BYTES = 4,
    BLOCK_MOST_BYTES = (1 << 24) - 1,
    CUE_HEAD_BYTES = 396,
    CUE_TRACK_BYTES = 36 + 12, /* a track and its only index point */
    CUE_TRACKS_MOST = 254,
    CUE_LEAD_OUT = 255,
    /* Chosen: libFLAC's default effort, and a place to seek to every ten seconds of at most this
     * many hours of sound; what is not used stays empty. */
    COMPRESSION_LEVEL = 5,
    SEEK_S = 10,
    SEEK_POINTS = 3600,
    PADDING_BYTES = 2048,
    BLOCK_SAMPLES = 4096, /* handed over at a time */
    BLOCKS_MOST = 5,      /* comments, seek table, cue sheet, picture, padding */
};

struct flac_out {
    struct file_out *file;
    const struct sound_labels *labels;
    int rate_hz;
    FLAC__StreamEncoder *encoder;
    FLAC__StreamMetadata *blocks[BLOCKS_MOST]; /* without gaps */
    unsigned block_count;
    struct vorbis_comments comments;
    size_t *tracks, track_count; /* of the cue sheet: chapters */
    size_t comments_at, cues_at; /* offsets in the file; cues_at 0: there are none */
    uint64_t at, samples;
    struct err failed; /* of a callback; libFLAC cannot pass it on */
};

static FLAC__StreamEncoderWriteStatus on_write(const FLAC__StreamEncoder *encoder,
                                               const FLAC__byte bytes[], size_t count,
                                               uint32_t samples, uint32_t frame, void *user)
{
    (void)encoder;
    (void)samples;
    (void)frame;
    struct flac_out *out = user;
    uint64_t there = out->file->bytes - out->at;
    size_t over = count < there ? count : (size_t)there;
    if (out->failed.kind != ERR_NONE ||
        !file_rewrite(out->file, out->at, bytes, over, &out->failed) ||
        !file_write(out->file, bytes + over, count - over, &out->failed))
        return FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;
    out->at += count;
    return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
}

static FLAC__StreamEncoderSeekStatus on_seek(const FLAC__StreamEncoder *encoder, FLAC__uint64 to,
                                             void *user)
{
    (void)encoder;
    struct flac_out *out = user;
    if (to > out->file->bytes)
        return FLAC__STREAM_ENCODER_SEEK_STATUS_ERROR;
    out->at = to;
    return FLAC__STREAM_ENCODER_SEEK_STATUS_OK;
}

static FLAC__StreamEncoderTellStatus on_tell(const FLAC__StreamEncoder *encoder, FLAC__uint64 *at,
                                             void *user)
{
    (void)encoder;
    const struct flac_out *out = user;
    *at = out->at;
    return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
}

static FLAC__StreamMetadata *add_block(struct flac_out *out, FLAC__MetadataType type)
{
    FLAC__StreamMetadata *block = mem_checked(FLAC__metadata_object_new(type));
    out->blocks[out->block_count++] = block;
    return block;
}

/* The size of what was added so far: where the next block begins. */
static size_t next_block_at(const struct flac_out *out)
{
    size_t at = FIRST_BLOCK_AT;
    for (unsigned i = 0; i < out->block_count; i++)
        at += BLOCK_HEADER_BYTES + out->blocks[i]->length;
    return at;
}

static void add_comments(struct flac_out *out)
{
    vorbis_comments_make(&out->comments, out->labels, false);
    size_t start = next_block_at(out) + BLOCK_HEADER_BYTES;
    FLAC__StreamMetadata *block = add_block(out, FLAC__METADATA_TYPE_VORBIS_COMMENT);
    const struct text *list = &out->comments.list;
    for (size_t at = 0; at < list->bytes;) {
        const unsigned char *length = (const unsigned char *)list->at + at;
        FLAC__StreamMetadata_VorbisComment_Entry entry = {
            .length = (uint32_t)length[0] | (uint32_t)length[1] << 8 | (uint32_t)length[2] << 16 |
                      (uint32_t)length[3] << 24,
            .entry = (FLAC__byte *)list->at + at + 4};
        if (!FLAC__metadata_object_vorbiscomment_append_comment(block, entry, true))
            mem_checked(NULL);
        at += 4 + entry.length;
    }
    /* The name of the encoder and the number of comments come first. */
    out->comments_at = start + 8 + block->data.vorbis_comment.vendor_string.length;
}

/* One track for each chapter; their places are filled in later. */
static void add_cue_sheet(struct flac_out *out)
{
    if (out->labels->chapter_count == 0)
        return;
    out->tracks = labels_pick(out->labels, CUE_TRACKS_MOST, &out->track_count);
    out->cues_at = next_block_at(out) + BLOCK_HEADER_BYTES + CUE_HEAD_BYTES;
    FLAC__StreamMetadata *block = add_block(out, FLAC__METADATA_TYPE_CUESHEET);
    for (size_t i = 0; i <= out->track_count; i++) {
        bool is_end = i == out->track_count;
        if (!FLAC__metadata_object_cuesheet_insert_blank_track(block, (uint32_t)i) ||
            (!is_end &&
             !FLAC__metadata_object_cuesheet_track_insert_blank_index(block, (uint32_t)i, 0)))
            mem_checked(NULL);
        FLAC__StreamMetadata_CueSheet_Track *track = &block->data.cue_sheet.tracks[i];
        track->number = (FLAC__byte)(is_end ? CUE_LEAD_OUT : i + 1);
        if (!is_end)
            track->indices[0].number = 1;
    }
}

static void add_picture(struct flac_out *out)
{
    const char *type = labels_picture_type(out->labels);
    if (type == NULL || out->labels->cover_bytes > BLOCK_MOST_BYTES - 64)
        return;
    FLAC__StreamMetadata *block = add_block(out, FLAC__METADATA_TYPE_PICTURE);
    block->data.picture.type = FLAC__STREAM_METADATA_PICTURE_TYPE_FRONT_COVER;
    if (!FLAC__metadata_object_picture_set_mime_type(block, (char *)(uintptr_t)type, true) ||
        !FLAC__metadata_object_picture_set_data(block, (FLAC__byte *)(uintptr_t)out->labels->cover,
                                                (uint32_t)out->labels->cover_bytes, true))
        mem_checked(NULL);
}

static void add_seek_table(struct flac_out *out)
{
    FLAC__StreamMetadata *block = add_block(out, FLAC__METADATA_TYPE_SEEKTABLE);
    uint64_t step = (uint64_t)out->rate_hz * SEEK_S;
    if (!FLAC__metadata_object_seektable_template_append_spaced_points_by_samples(
            block, (uint32_t)step, step * SEEK_POINTS))
        mem_checked(NULL);
}

static bool fail(struct flac_out *out, struct err *err)
{
    if (out->failed.kind != ERR_NONE)
        *err = out->failed;
    else
        err_set(err, ERR_OUTPUT, "%s: libFLAC: %s", out->file->target,
                FLAC__stream_encoder_get_resolved_state_string(out->encoder));
    return false;
}

static bool start(struct flac_out *out)
{
    FLAC__StreamEncoder *encoder = out->encoder;
    return FLAC__stream_encoder_set_channels(encoder, 1) &&
           FLAC__stream_encoder_set_bits_per_sample(encoder, 16) &&
           FLAC__stream_encoder_set_sample_rate(encoder, (uint32_t)out->rate_hz) &&
           FLAC__stream_encoder_set_compression_level(encoder, COMPRESSION_LEVEL) &&
           FLAC__stream_encoder_set_metadata(encoder, out->blocks, out->block_count) &&
           FLAC__stream_encoder_init_stream(encoder, on_write, on_seek, on_tell, NULL, out) ==
               FLAC__STREAM_ENCODER_INIT_STATUS_OK;
}

struct flac_out *flac_out_create(struct file_out *file, int rate_hz,
                                 const struct sound_labels *labels, struct err *err)
{
    struct flac_out *out = mem_zero(1, sizeof *out);
    out->file = file;
    out->labels = labels;
    out->rate_hz = rate_hz;
    out->encoder = mem_checked(FLAC__stream_encoder_new());
    add_seek_table(out);
    add_cue_sheet(
        out); /* before the comments: FFmpeg takes both for one list, the last one counts */
    add_comments(out);
    add_picture(out);
    add_block(out, FLAC__METADATA_TYPE_PADDING)->length = PADDING_BYTES;
    if (start(out))
        return out;
    fail(out, err);
    flac_out_free(out);
    return NULL;
}

bool flac_out_write(struct flac_out *out, const int16_t *samples, size_t count, struct err *err)
{
    FLAC__int32 wide[BLOCK_SAMPLES];
    out->samples += count;
    for (size_t part; count > 0; count -= part, samples += part) {
        part = count < BLOCK_SAMPLES ? count : BLOCK_SAMPLES;
        for (size_t i = 0; i < part; i++)
            wide[i] = samples[i];
        if (!FLAC__stream_encoder_process_interleaved(out->encoder, wide, (uint32_t)part))
            return fail(out, err);
    }
    return true;
}

static bool rewrite_cue(struct flac_out *out, size_t track, uint64_t samples, struct err *err)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(samples >> (56 - 8 * i));
    return file_rewrite(out->file, out->cues_at + track * CUE_TRACK_BYTES, bytes, sizeof bytes,
                        err);
}

static bool fill_in_times(struct flac_out *out, const uint64_t *starts, struct err *err)
{
    vorbis_comments_set_times(&out->comments, starts, out->rate_hz);
    const struct text *list = &out->comments.list;
    bool good = file_rewrite(out->file, out->comments_at, list->at, list->bytes, err);
    if (out->cues_at == 0)
        return good;
    for (size_t i = 0; good && i < out->track_count; i++)
        good = rewrite_cue(out, i, starts[out->tracks[i]], err);
    return good && rewrite_cue(out, out->track_count, out->samples, err);
}

bool flac_out_finish(struct flac_out *out, const uint64_t *starts, struct err *err)
{
    if (!FLAC__stream_encoder_finish(out->encoder) || out->failed.kind != ERR_NONE)
        return fail(out, err);
    return fill_in_times(out, starts, err);
}

void flac_out_free(struct flac_out *out)
{
    if (out == NULL)
        return;
    FLAC__stream_encoder_delete(out->encoder);
    for (unsigned i = 0; i < out->block_count; i++)
        FLAC__metadata_object_delete(out->blocks[i]);
    vorbis_comments_free(&out->comments);
    free(out->tracks);
    free(out);
}
