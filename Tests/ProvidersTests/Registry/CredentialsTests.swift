import Providers
import ServiceCore
import Synchronization
import TestSupport
import Testing

@Suite struct CredentialsTests {
    @Test func `many who ask at once cause one fetch`() async throws {
        let fetches = Mutex(0)
        let credentials = Credentials { name throws(ServiceError) in
            fetches.withLock { $0 += 1 }
            return Secret("value of \(name)")
        }
        try await withThrowingTaskGroup { group in
            for _ in 0..<50 { group.addTask { try await credentials["api-key"].reveal() } }
            for try await value in group { #expect(value == "value of api-key") }
        }
        #expect(fetches.withLock { $0 } == 1)
    }

    @Test func `a fetch that failed is tried again`() async throws {
        let fetches = Mutex(0)
        let credentials = Credentials { _ throws(ServiceError) in
            let count = fetches.withLock { count in
                count += 1
                return count
            }
            guard count > 1 else { throw ServiceError(.timedOut, "pass did not answer.") }
            return Secret("key")
        }
        await #expect(throws: ServiceError.self) { try await credentials["api-key"] }
        #expect(try await credentials["api-key"].reveal() == "key")
    }

    @Test func `a credential that nobody gave is named`() async throws {
        let error = await #expect(throws: ServiceError.self) { try await Credentials([:])["token"] }
        #expect(error?.message == "The connection has no token.")
        #expect(error?.code == .unauthorized)
    }
}
