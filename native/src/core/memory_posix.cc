#include "core/memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define KWS_ADDRESS_SANITIZER
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(KWS_ADDRESS_SANITIZER)
#include <sanitizer/asan_interface.h>
#endif

namespace kws {
namespace {

// AddressSanitizer knows the heap's blocks but not mapped ones: its builds fence each with a page
// that it reports accesses to.
#ifdef ASAN_POISON_MEMORY_REGION
constexpr uint64_t kFence = 4096;

void Fence(uint8_t* data, uint64_t bytes) {
  ASAN_POISON_MEMORY_REGION(data - kFence, kFence);
  ASAN_POISON_MEMORY_REGION(data + bytes, kFence);
}

void Unfence(uint8_t* data, uint64_t bytes) {
  ASAN_UNPOISON_MEMORY_REGION(data - kFence, bytes + 2 * kFence);
}
#else
constexpr uint64_t kFence = 0;

void Fence(uint8_t*, uint64_t) {}
void Unfence(uint8_t*, uint64_t) {}
#endif

}  // namespace

Mapping::~Mapping() {
  if (data_ == nullptr) return;
  if (fence_ > 0) Unfence(data_, bytes_);
  munmap(data_ - fence_, bytes_ + 2 * fence_);
}

bool Mapping::ReadFile(const char* path, std::string* error) {
  const auto fail = [&](const char* what) {
    *error = std::string(path) + ": " + what;
    return false;
  };
  // Without O_NONBLOCK opening a FIFO would wait for a writer.
  const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return fail(strerror(errno));
  struct stat info;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0) {
    close(fd);
    return fail("not a regular file with content");
  }
  const auto bytes = static_cast<uint64_t>(info.st_size);
  if (!Allocate(bytes)) {
    close(fd);
    return fail("no memory for its content");
  }
  uint64_t done = 0;
  ssize_t got = 1;
  while (done < bytes && got > 0) {
    got = read(fd, data_ + done, bytes - done);
    if (got < 0 && errno == EINTR)
      got = 1;
    else if (got > 0)
      done += static_cast<uint64_t>(got);
  }
  const int reason = errno;
  close(fd);
  if (got < 0) return fail(strerror(reason));
  return done == bytes || fail("became shorter while it was read");
}

bool Mapping::Allocate(uint64_t bytes) {
  if (bytes == 0 || bytes > SIZE_MAX / 2) return false;
  void* data =
      mmap(nullptr, bytes + 2 * kFence, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) return false;
  data_ = static_cast<uint8_t*>(data) + kFence;
  bytes_ = bytes;
  fence_ = kFence;
  Fence(data_, bytes_);
  return true;
}

}  // namespace kws
