import Dispatch
package import Foundation
import Glibc

/// Runs work that blocks on a thread of its own kind, so that the few threads of Swift's tasks stay free.
package func offCooperativePool<T: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> T
) async throws(Failure) -> T {
    let result = await withCheckedContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(returning: Result(catching: body)) }
    }
    return try result.get()
}

/// Removes a leftover; that it is gone already, or cannot go, changes nothing for the caller.
package func unlinkIgnoringErrors(_ url: URL) { _ = unlink(url.path) }
