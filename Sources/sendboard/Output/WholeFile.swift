import FoundationEssentials
import Glibc
import ServiceCore

/// A file that is there whole or not at all; what is there already is never overwritten.
///
/// Until its last byte it has another name, so that a file of this name is whole.
struct WholeFile {
    let path: String

    /// Makes the file of what `body` writes.
    ///
    /// - Throws: `.conflict` where the file exists, `.storage`, and what `body` throws; nothing is left behind then.
    func write<Answer: Sendable>(
        _ body: @Sendable (Output) async throws(ServiceError) -> Answer
    ) async throws(ServiceError) -> Answer {
        guard access(path, F_OK) != 0 else { throw taken() }
        var name = Array("\(path).XXXXXX.part".utf8CString)
        let descriptor = mkstemps(&name, 5)
        guard descriptor >= 0 else { throw failure(errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let part = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer {
            close(descriptor)
            unlink(part)
        }
        let output = Output(descriptor: descriptor)
        let answer = try await body(output)
        try output.flush()
        try publish(part)
        return answer
    }

    /// - Throws: where no file of this name can be made, as far as can be told before.
    func check() throws(ServiceError) {
        guard access(path, F_OK) != 0 else { throw taken() }
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        if access(directory, W_OK) != 0 { throw failure(errno) }
    }

    /// A second name never replaces a file; where the file system knows no second names, the only one is changed.
    private func publish(_ part: String) throws(ServiceError) {
        if link(part, path) == 0 { return }
        if errno == EEXIST { throw taken() }
        guard rename(part, path) == 0 else { throw failure(errno) }
    }

    private func taken() -> ServiceError {
        ServiceError(.conflict, "“\(path)” exists already.", hint: "Name another file.")
    }

    private func failure(_ code: Int32) -> ServiceError {
        ServiceError(.storage, "“\(path)” cannot be made: \(String(cString: strerror(code))).")
    }
}
