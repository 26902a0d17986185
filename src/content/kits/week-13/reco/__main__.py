from reco.cli import main

main()
