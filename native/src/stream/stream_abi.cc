// The C ABI of streams: argument checks, status codes and messages.
#include <cstdint>
#include <string>

#include "core/handles.h"
#include "core/status.h"
#include "stream/stream.h"

struct kws_stream {
  std::unique_ptr<kws::Stream> stream;
};

namespace {

using kws::Guard;
using kws::Report;
using kws::Success;

kws_status End(const kws::Stream& stream, bool good) {
  return good ? Success() : Report(stream.status(), stream.error().c_str());
}

template <class Sample>
kws_status Accept(kws_stream* stream, const Sample* samples, uint64_t count) {
  if (stream == nullptr || (samples == nullptr && count > 0) || count > PTRDIFF_MAX)
    return Report(KWS_INVALID_ARGUMENT, "stream or samples is NULL, or count is too large");
  return Guard([&] {
    return End(*stream->stream, stream->stream->Accept(samples, static_cast<size_t>(count)));
  });
}

}  // namespace

extern "C" {

kws_status kws_stream_open(kws_model* model, const kws_stream_options* options,
                           kws_stream** stream) {
  if (model == nullptr || stream == nullptr)
    return Report(KWS_INVALID_ARGUMENT, "model or stream is NULL");
  *stream = nullptr;
  return Guard([&] {
    const kws_stream_options usual = {};
    kws_status status = KWS_OK;
    std::string error;
    auto opened =
        kws::OpenStream(model->model, options == nullptr ? usual : *options, &status, &error);
    if (opened == nullptr) return Report(status, error.c_str());
    *stream = new kws_stream{std::move(opened)};
    return Success();
  });
}

void kws_stream_close(kws_stream* stream) { delete stream; }

kws_status kws_stream_describe(const kws_stream* stream, kws_stream_info* info) {
  if (stream == nullptr || info == nullptr)
    return Report(KWS_INVALID_ARGUMENT, "stream or info is NULL");
  const kws::StreamShape& shape = stream->stream->shape();
  info->sample_rate = static_cast<int32_t>(shape.sample_rate);
  info->window = static_cast<int32_t>(shape.window);
  info->hop = static_cast<int32_t>(shape.hop);
  info->label_count = stream->stream->labels().count();
  info->bytes = stream->stream->bytes();
  return Success();
}

const char* kws_stream_label(const kws_stream* stream, int32_t label) {
  if (stream == nullptr || label < 0 || label >= stream->stream->labels().count()) return nullptr;
  return stream->stream->labels().name(label).c_str();
}

const float* kws_stream_window(const kws_stream* stream) {
  return stream == nullptr ? nullptr : stream->stream->window();
}

kws_status kws_stream_accept_pcm16(kws_stream* stream, const int16_t* samples, uint64_t count) {
  return Accept(stream, samples, count);
}

kws_status kws_stream_accept_float(kws_stream* stream, const float* samples, uint64_t count) {
  return Accept(stream, samples, count);
}

kws_status kws_stream_finish(kws_stream* stream) {
  if (stream == nullptr) return Report(KWS_INVALID_ARGUMENT, "stream is NULL");
  return Guard([&] { return End(*stream->stream, stream->stream->Finish()); });
}

kws_status kws_stream_reset(kws_stream* stream) {
  if (stream == nullptr) return Report(KWS_INVALID_ARGUMENT, "stream is NULL");
  return Guard([&] { return End(*stream->stream, stream->stream->Reset()); });
}

}  // extern "C"
