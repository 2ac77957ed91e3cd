#include "core/memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kws {

Mapping::~Mapping() {
  if (data_ != nullptr) munmap(data_, bytes_);
}

bool Mapping::MapFile(const char* path, std::string* error) {
  const auto fail = [&](const char* what) {
    *error = std::string(path) + ": " + what;
    return false;
  };
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail(strerror(errno));
  struct stat info;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0) {
    close(fd);
    return fail("not a regular file with content");
  }
  const auto bytes = static_cast<uint64_t>(info.st_size);
  void* data = bytes > SIZE_MAX ? MAP_FAILED : mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  if (data == MAP_FAILED) return fail("cannot be mapped into memory");
  data_ = static_cast<uint8_t*>(data);
  bytes_ = bytes;
  return true;
}

bool Mapping::Allocate(uint64_t bytes) {
  if (bytes == 0 || bytes > SIZE_MAX / 2) return false;
  void* data = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) return false;
  data_ = static_cast<uint8_t*>(data);
  bytes_ = bytes;
  return true;
}

}  // namespace kws
