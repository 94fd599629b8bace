/*
 * Unpacking with a ceiling: `out` never grows past max_bytes + 1, and that one byte more is how a stream that goes on
 * is told from one that just fits.
 */
#define ZLIB_CONST /* z_stream.next_in points to const */

#include "unpack.h"

#include <libdeflate.h>
#include <limits.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

/* What a step of the streaming decoders asks for: large enough to be few, small beside any limit. */
#define STEP ((size_t)256 * 1024)

io_packing io_packing_of(const unsigned char *data, size_t len) {
  if (len >= 2 && data[0] == 0x1F && data[1] == 0x8B) return IO_GZIP;
  if (len >= 4 && memcmp(data, "\x28\xB5\x2F\xFD", 4) == 0) return IO_ZSTD;
  return IO_PLAIN;
}

/* Room for the next step; how much, or 0 and *error. */
static size_t room(io_bytes *out, size_t max_bytes, io_error *error) {
  if (out->len > max_bytes) {
    io_fail_limit(error, max_bytes);
    return 0;
  }
  size_t left = max_bytes + 1 - out->len;
  size_t step = left < STEP ? left : STEP;
  if (!io_bytes_reserve(out, step)) {
    io_fail(error, IO_NOMEM, "out of memory");
    return 0;
  }
  /* All that is there, within the ceiling: doubling makes the steps few. */
  return out->cap - out->len < left ? out->cap - out->len : left;
}

/* One member with libdeflate, twice as fast as zlib but all at once: only where the size that the trailer claims is
 * allowed and its own data can hold it.  The bytes of `data` that the member takes, or 0 when zlib must look. */
static size_t gunzip_whole(const unsigned char *data, size_t len, size_t max_bytes, io_bytes *out) {
  if (len < 18) return 0; /* a header of 10 bytes and a trailer of 8 */
  size_t claimed =
      (size_t)data[len - 4] | (size_t)data[len - 3] << 8 | (size_t)data[len - 2] << 16 | (size_t)data[len - 1] << 24;
  /* DEFLATE packs at most 1,032 to 1: a larger claim is a lie, not worth its memory. */
  if (claimed > max_bytes || claimed / 1032 > len || !io_bytes_reserve(out, claimed + 1)) return 0;
  struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
  if (!inflater) return 0;
  size_t taken = 0, made = 0;
  if (libdeflate_gzip_decompress_ex(inflater, data, len, out->data, claimed + 1, &taken, &made) != LIBDEFLATE_SUCCESS)
    taken = 0;
  else
    out->len = made;
  libdeflate_free_decompressor(inflater);
  return taken;
}

/* One member with zlib, a step at a time.  The bytes taken, or 0 and *error. */
static size_t gunzip_steps(const unsigned char *data, size_t len, size_t max_bytes, io_bytes *out, io_error *error) {
  z_stream stream = {0};
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) { /* 16: gzip only */
    io_fail(error, IO_NOMEM, "out of memory");
    return 0;
  }
  size_t taken = 0;
  int status = Z_OK;
  while (status != Z_STREAM_END) {
    size_t space = room(out, max_bytes, error);
    if (space == 0) break;
    size_t left = len - taken;
    uInt feed = left < UINT_MAX ? (uInt)left : UINT_MAX, take = space < UINT_MAX ? (uInt)space : UINT_MAX;
    stream.next_in = data + taken;
    stream.avail_in = feed;
    stream.next_out = out->data + out->len;
    stream.avail_out = take;
    status = inflate(&stream, Z_NO_FLUSH);
    taken += feed - stream.avail_in;
    out->len += take - stream.avail_out;
    if (status == Z_OK || status == Z_STREAM_END) continue;
    if (status == Z_BUF_ERROR) /* no progress: the input is at its end, since there was room */
      io_fail(error, IO_CORRUPT, "the gzip data ends too early");
    else if (status == Z_MEM_ERROR)
      io_fail(error, IO_NOMEM, "out of memory");
    else
      io_fail(error, IO_CORRUPT, "the gzip data is damaged");
    break;
  }
  (void)inflateEnd(&stream);
  return status == Z_STREAM_END ? taken : 0;
}

static bool gunzip(const unsigned char *data, size_t len, size_t max_bytes, io_bytes *out, io_error *error) {
  size_t at = gunzip_whole(data, len, max_bytes, out);
  while (io_packing_of(data + at, len - at) == IO_GZIP) {
    size_t taken = gunzip_steps(data + at, len - at, max_bytes, out, error);
    if (taken == 0) return false;
    at += taken;
  }
  return true;
}

static bool unzstd(const unsigned char *data, size_t len, size_t max_bytes, io_bytes *out, io_error *error) {
  ZSTD_DStream *stream = ZSTD_createDStream();
  if (!stream) return io_fail(error, IO_NOMEM, "out of memory");
  ZSTD_inBuffer in = {data, len, 0};
  size_t open = 1; /* bytes that the decoder still wants of the frame; 0 between frames */
  bool good = true;
  while (good && (in.pos < len || open != 0)) {
    size_t space = room(out, max_bytes, error);
    if (space == 0) {
      good = false;
      break;
    }
    ZSTD_outBuffer step = {out->data + out->len, space, 0};
    size_t before = in.pos;
    open = ZSTD_decompressStream(stream, &step, &in);
    out->len += step.pos;
    if (ZSTD_isError(open))
      good = io_fail(error, IO_CORRUPT, "the zstd data is damaged");
    else if (in.pos == len && open != 0 && in.pos == before && step.pos == 0)
      good = io_fail(error, IO_CORRUPT, "the zstd data ends too early");
  }
  ZSTD_freeDStream(stream);
  return good;
}

bool io_unpack(io_packing packing, const unsigned char *data, size_t len, size_t max_bytes, io_bytes *out,
               io_error *error) {
  out->len = 0;
  bool good = packing == IO_ZSTD ? unzstd(data, len, max_bytes, out, error) : gunzip(data, len, max_bytes, out, error);
  if (good && out->len > max_bytes) return io_fail_limit(error, max_bytes);
  return good;
}
