import Dispatch
import Foundation
import Glibc

/// Runs work that blocks on a thread of its own kind, so that the few threads of Swift's tasks stay free.
func offCooperativePool<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
    }
}

/// Removes a leftover; that it is gone already, or cannot go, changes nothing for the caller.
func unlinkIgnoringErrors(_ url: URL) { _ = unlink(url.path) }
