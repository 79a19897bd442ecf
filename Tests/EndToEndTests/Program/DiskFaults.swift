import Foundation
import Testing

/// A disk that fails when a test says so, to a program that is started with it: a library that stands before the system's.
///
/// It fails for files below a folder `data` alone, so that neither the program's outputs nor its libraries are met.
struct DiskFaults {
    enum Kind: String, CaseIterable, Sendable {
        /// `fsync` and `fdatasync` give EIO.
        case sync
        /// `pwrite` gives EIO.
        case write
        /// `pwrite` gives ENOSPC.
        case full
    }

    private let folder: String

    /// Why it cannot be made here.
    static let absence: String? = compiler == nil ? "no C compiler is installed" : nil

    private static let compiler = ["clang", "cc", "gcc"].lazy.compactMap { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
            .map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    }.first

    init(in program: BuiltProgram) throws {
        folder = program.home + "/faults"
        try program.write(Self.source, to: folder + "/faults.c")
        let compiling = try Process.run(
            URL(filePath: try #require(Self.compiler)),
            arguments: ["-shared", "-fPIC", "-O1", "-o", folder + "/faults.so", folder + "/faults.c", "-ldl"])
        compiling.waitUntilExit()
        try #require(compiling.terminationStatus == 0)
    }

    /// For the program that is to meet them.
    var environment: [String: String] {
        ["LD_PRELOAD": folder + "/faults.so", "DISK_FAULTS": folder]
    }

    func begin(_ kind: Kind) throws { try Data().write(to: URL(filePath: folder + "/" + kind.rawValue)) }

    func end(_ kind: Kind) throws { try FileManager.default.removeItem(atPath: folder + "/" + kind.rawValue) }

    /// How many calls have failed.
    var count: Int { FileManager.default.contents(atPath: folder + "/failed")?.count ?? 0 }

    /// Returns once so many more calls have failed.
    func failed(_ more: Int) async {
        let goal = count + more
        // A file that grows tells nobody.
        while count < goal { try? await Task.sleep(for: .milliseconds(20)) }
    }

    private static let source = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/types.h>
        #include <unistd.h>

        static int is_on(const char *name) {
            char path[512];
            const char *folder = getenv("DISK_FAULTS");
            if (folder == NULL) return 0;
            snprintf(path, sizeof path, "%s/%s", folder, name);
            return access(path, F_OK) == 0;
        }

        static int is_data(int fd) {
            char link[64], path[512];
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            ssize_t length = readlink(link, path, sizeof path - 1);
            if (length < 0) return 0;
            path[length] = 0;
            return strstr(path, "/data/") != NULL;
        }

        static int fails(int fd, const char *name, int why) {
            char path[512];
            if (!is_on(name) || !is_data(fd)) return 0;
            snprintf(path, sizeof path, "%s/failed", getenv("DISK_FAULTS"));
            int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
            if (file >= 0) {
                if (write(file, ".", 1) < 0) abort();
                close(file);
            }
            errno = why;
            return 1;
        }

        int fsync(int fd) {
            static int (*next)(int);
            if (next == NULL) next = dlsym(RTLD_NEXT, "fsync");
            return fails(fd, "sync", EIO) ? -1 : next(fd);
        }

        int fdatasync(int fd) {
            static int (*next)(int);
            if (next == NULL) next = dlsym(RTLD_NEXT, "fdatasync");
            return fails(fd, "sync", EIO) ? -1 : next(fd);
        }

        ssize_t pwrite(int fd, const void *bytes, size_t count, off_t place) {
            static ssize_t (*next)(int, const void *, size_t, off_t);
            if (next == NULL) next = dlsym(RTLD_NEXT, "pwrite");
            if (fails(fd, "write", EIO) || fails(fd, "full", ENOSPC)) return -1;
            return next(fd, bytes, count, place);
        }

        ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t place) {
            static ssize_t (*next)(int, const void *, size_t, off64_t);
            if (next == NULL) next = dlsym(RTLD_NEXT, "pwrite64");
            if (fails(fd, "write", EIO) || fails(fd, "full", ENOSPC)) return -1;
            return next(fd, bytes, count, place);
        }
        """#
}
