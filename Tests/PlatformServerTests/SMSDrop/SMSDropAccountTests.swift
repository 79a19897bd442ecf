import Foundation
import Testing

@testable import PlatformServer

/// Profile and subscription (§4): exactly their keys, since a client refuses any other.
@Suite struct SMSDropAccountTests {
    @Test(arguments: ["api/users/me", "users/me", "users/me/"])
    func `the profile has its five keys`(path: String) async throws {
        let desk = try await SMSDropDesk(isAdmin: true)
        let answer = await desk.get(path)
        #expect(answer.status == 200)
        #expect(answer.keys == ["id", "email", "is_active", "is_verified", "is_superuser"])
        #expect(UUID(uuidString: answer.id) != nil)
        #expect(answer.object["email"] as? String == "ops@shop.example")
        #expect(answer.object["is_active"] as? Bool == true)
        #expect(answer.object["is_superuser"] as? Bool == true)
    }

    @Test(arguments: ["api/subscriptions/", "subscriptions", "subscriptions/"])
    func `the subscription is one object with its three keys`(path: String) async throws {
        let desk = try await SMSDropDesk(credits: 120)
        let answer = await desk.get(path)
        #expect(answer.status == 200)
        #expect(answer.keys == ["id", "nbr_sms", "created_at"])
        #expect(UUID(uuidString: answer.id) != nil)
        #expect(answer.object["nbr_sms"] as? Int == 120)
        #expect(answer.object["created_at"] as? String == "2026-03-01T12:00:05.250000+00:00")
    }
}
