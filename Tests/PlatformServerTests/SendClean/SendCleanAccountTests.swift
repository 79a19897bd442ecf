import Testing

/// `Providers/SendClean/WIRE.md` §9
@Suite struct SendCleanAccountTests {
    @Test func `the account is told as a user`() async throws {
        let desk = try await SendCleanDesk()
        #expect(
            await desk.call("account/viewUserDetail")
                == .success(
                    #"{"status":"success","user_data":{"allowed_speed":0,"create_date":1436782800,"email":"ops@shop.example","mobile":16035550100,"name":"Shop","reputation":"100%"}}"#
                ))
    }
}
