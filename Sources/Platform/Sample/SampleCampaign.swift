import ServiceCore

/// One campaign of the sample: what it says, whom it is for, and what has become of it.
struct SampleCampaign: Sendable {
    let customer: SampleScene.Customer
    let title: String
    var type = CampaignType.normal
    var subject = ""
    /// The e-mail's or SMS's own words.
    let body: String
    let from: String
    var fromName = ""
    var audience = Audience.nobody
    var smtpUser: Int?
    /// Days since it was made.
    let age: Double
    var course = Course.draft

    enum Audience: Sendable {
        case nobody, everybody
        case group(String)
        case filter(String)
        case list([String])
    }

    enum Course: Sendable {
        case draft
        /// Launched with too few credits.
        case short
        /// Starts tomorrow at this hour (UTC).
        case tomorrow(hour: Int)
        case after(seconds: Int)
        /// Launched this many days ago.
        case launched(days: Double, Ending)
    }

    enum Ending: Sendable {
        /// Everything is sent; late readers may still come.
        case finished
        /// It goes on from here when an engine runs.
        case running
        /// Stopped by a person at this share of the audience.
        case paused(share: Double)
        /// Stopped, and let go on so many days later: what had been put off has expired by then.
        case resumed(share: Double, days: Double)
        case aborted(share: Double)
        /// Asked for a moment ago; no recipient is written yet.
        case preparing
    }

    var isSMS: Bool { type.channel == .sms }

    /// When it was made: some time before its launch.
    func made(in scene: SampleScene) -> Int64 {
        guard case .launched(let days, _) = course, days >= 1 else { return scene.workday(age, title) }
        return scene.workday(days, title) - 5_700_000
    }
}

extension SampleCampaign {
    /// In the order in which they were made.
    static let list: [SampleCampaign] = [
        SampleCampaign(
            customer: .ember, title: "秋のワークショップ", subject: "10月の陶芸クラス、受付を始めました",
            body: "ろくろの基礎から釉薬まで、全四回のクラスです。定員は八名、道具はすべてこちらで用意します。", from: "studio@ember.example",
            fromName: "スタジオ・エンバー", audience: .group("受講者"), age: 49,
            course: .launched(days: 48, .finished)),
        SampleCampaign(
            customer: .acme, title: "Order confirmations", type: .api, subject: "Your order",
            body: "Thank you for your order. We will write again when it leaves our warehouse.",
            from: "orders@acme.example", fromName: "Acme Orders", age: 42),
        SampleCampaign(
            customer: .acme, title: "Autumn clearance", subject: "Up to half off until Sunday",
            body: "Jackets, tents and maps of last season, while they last. Members need no code.",
            from: "news@acme.example", fromName: "Acme Outdoor", audience: .group("customers"),
            smtpUser: 70_002,
            age: 20, course: .launched(days: 19.2, .finished)),
        SampleCampaign(
            customer: .delta, title: "Moved to the new building", subject: "We have moved: Garden Street 14",
            body: "From Monday you find us on the second floor of Garden Street 14. نراكم قريباً.",
            from: "clinic@delta.example", fromName: "Delta Clinic", audience: .group("المرضى"), age: 9.6,
            course: .launched(days: 9.5, .aborted(share: 0.3))),
        SampleCampaign(
            customer: .bluebird, title: "Høstens nye bøker", subject: "Tolv bøker for mørke kvelder",
            body: "Redaksjonen har lest høstens bøker for deg. Her er de tolv som ble med hjem.",
            from: "post@bluebird.example", fromName: "Bluebird Bøker", audience: .group("lesere"),
            smtpUser: 70_006,
            age: 6.4, course: .launched(days: 6.2, .resumed(share: 0.7, days: 3.1))),
        SampleCampaign(
            customer: .citrus, title: "Αλλαγή πύλης", type: .smsUnicode,
            body: "Citrus: η πτήση σας αναχωρεί από την πύλη B12. Καλό ταξίδι!", from: "Citrus",
            audience: .group("text alerts"), age: 3.4, course: .launched(days: 3.4, .finished)),
        SampleCampaign(
            customer: .citrus, title: "Νησιά εκτός εποχής", subject: "Τα νησιά τον χειμώνα: τρεις προτάσεις",
            body: "Άδειες παραλίες, ζεστά τζάκια και πλοία που δεν χρειάζονται κράτηση. Από 240 €.",
            from: "hello@citrus.example", fromName: "Citrus Travel", audience: .group("ταξιδιώτες"),
            smtpUser: 70_008, age: 2.4, course: .launched(days: 2.3, .paused(share: 0.55))),
        SampleCampaign(
            customer: .bluebird, title: "Klubbkveld i morgen", type: .smsPlain,
            body: "Velkommen til klubbkveld i morgen kl. 18 i Storgata 9. Svar STOPP for å melde deg av.",
            from: "Bluebird", audience: .group("sms-klubb"), age: 1.3, course: .short),
        SampleCampaign(
            customer: .acme, title: "Members' evening",
            subject: "An evening among tents, for you and a friend",
            body: "On Thursday we open only for members. There will be soup, slides and a tent to be won.",
            from: "club@acme.example", fromName: "Acme Club", audience: .group("vip"), age: 1.2,
            course: .launched(days: 1.1, .finished)),
        SampleCampaign(
            customer: .citrus, title: "Χριστούγεννα στη Βιέννη", subject: "Τέσσερις μέρες, δύο συναυλίες",
            body: "Χριστουγεννιάτικες αγορές, ξενοδοχείο στο κέντρο και εισιτήρια για δύο βραδιές.",
            from: "hello@citrus.example", fromName: "Citrus Travel", audience: .group("frequent flyers"),
            age: 0.9),
        SampleCampaign(
            customer: .delta, title: "تذكير بالتطعيم", subject: "حان وقت لقاح الشتاء",
            body: "يمكنكم الحصول على اللقاح من دون موعد بين الثامنة والعاشرة صباحاً.",
            from: "clinic@delta.example",
            fromName: "عيادة دلتا", audience: .group("المرضى"), age: 0.8),
        SampleCampaign(
            customer: .bluebird, title: "Barnebokuka", subject: "Sju bøker til sengekanten",
            body: "Fra pekebok til første roman: her er ukens anbefalinger, med prøvekapitler.",
            from: "post@bluebird.example", fromName: "Bluebird Bøker", audience: .group("barnebøker"),
            age: 0.6),
    ]
}
