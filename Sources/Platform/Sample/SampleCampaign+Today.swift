import ServiceCore

extension SampleCampaign {
    /// What the first account has in hand now.
    static let today: [SampleCampaign] = [
        SampleCampaign(
            customer: .acme, title: "Winter boots", subject: "Warm feet, dry feet",
            body: "Four boots for four kinds of snow. Which one do you need?", from: "club@acme.example",
            fromName: "Acme Club", audience: .filter("gold plan"), age: 0.5),
        SampleCampaign(
            customer: .acme, title: "Press release", subject: "Acme Outdoor opens in Porto",
            body:
                "On 4 December Acme Outdoor opens its ninth shop. Pictures are at https://acme.example/press.",
            from: "marta@acme.example", fromName: "Marta Núñez",
            audience: .list(["desk@mail.example", "editor@post.example", "news@office.test"]), age: 0.45),
        SampleCampaign(
            customer: .acme, title: "Parcel lockers open", type: .smsPlain,
            body: "Acme: your order can now be picked up at the lockers in Rua da Prata, day and night.",
            from: "AcmeOutdoor", audience: .group("text club"), age: 0.4),
        SampleCampaign(
            customer: .acme, title: "Shop closed by storm", type: .smsFlash,
            body: "Acme: the Lisbon shop stays closed today.", from: "AcmeOutdoor", audience: .group("staff"),
            age: 0.35),
        SampleCampaign(
            customer: .acme, title: "Advent calendar, door 1", subject: "Behind the first door",
            body: "Twenty-four small things that make winter trips better. Here is the first.",
            from: "news@acme.example", fromName: "Acme Outdoor", audience: .group("newsletter"), age: 0.3,
            course: .tomorrow(hour: 9)),
        SampleCampaign(
            customer: .acme, title: "Last hours of the clearance", subject: "Ends tonight",
            body: "At midnight the last of last season goes back into the warehouse.",
            from: "news@acme.example",
            fromName: "Acme Outdoor", audience: .group("customers"), age: 0.25,
            course: .after(seconds: 21_600)),
        SampleCampaign(
            customer: .acme, title: "Members' preview", subject: "You see it first",
            body: "The spring collection is in the shop from Friday. Today it is yours alone.",
            from: "club@acme.example", fromName: "Acme Club", audience: .group("vip"), age: 0.1),
        SampleCampaign(
            customer: .acme, title: "Spring sale", subject: "A fifth off everything that is green",
            body: "Until Sunday everything green costs a fifth less: tents, bottles, jackets, even socks.",
            from: "news@acme.example", fromName: "Acme Outdoor", audience: .group("newsletter"),
            smtpUser: 70_001,
            age: 0.05),
        SampleCampaign(
            customer: .acme, title: "Weekly picks", subject: "Five things for the weekend",
            body: "A lamp, a map, a stove, a book and a walk of nine kilometres.", from: "news@acme.example",
            fromName: "Acme Outdoor", audience: .group("lapsed"), smtpUser: 70_001, age: 0.02,
            course: .launched(days: 5 / 86_400, .running)),
        SampleCampaign(
            customer: .acme, title: "Back in stock: trail runners", subject: "They are back",
            body: "All sizes from 36 to 47. Last time they were gone in nine days.",
            from: "club@acme.example",
            fromName: "Acme Club", audience: .group("vip"), age: 0.01,
            course: .launched(days: 1 / 86_400, .preparing)),
    ]
}
