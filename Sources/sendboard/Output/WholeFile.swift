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
        let part = try PartFile(of: path)
        let answer = try await body(part.output)
        guard try part.publish(as: path) else { throw taken() }
        return answer
    }

    /// - Throws: where no file of this name can be made, as far as can be told before.
    func check() throws(ServiceError) {
        guard access(path, F_OK) != 0 else { throw taken() }
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        if access(directory, W_OK) != 0 { throw PartFile.failure(path, errno) }
    }

    private func taken() -> ServiceError {
        ServiceError(.conflict, "“\(path)” exists already.", hint: "Name another file.")
    }
}
